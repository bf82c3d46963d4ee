using System.Globalization;
using System.Numerics;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>Numbers in text.</summary>
internal static class Numerals
{
    // Beyond this a double's digits are noise.
    private const double Plain = 1e21;

    public static string Write(double number) => double.IsInteger(number) && Math.Abs(number) < Plain
        ? new BigInteger(number).ToString(CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A finite number, or null.</summary>
    public static double? Read(string text) =>
        double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
}
