using System.Globalization;

namespace AgentStack.McpServer.Tools;

internal static class Numbers
{
    private const double WrittenOut = 1e21;

    /// <summary>
    /// The shortest text that reads back as the same double; whole numbers are written out up to 21 digits.
    /// </summary>
    public static string Format(double number) => number switch
    {
        0 => "0",
        _ when double.IsInteger(number) && Math.Abs(number) < WrittenOut => number.ToString("F0", CultureInfo.InvariantCulture),
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };
}
