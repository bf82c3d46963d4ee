using System.Globalization;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>Numbers in text.</summary>
internal static class Numerals
{
    public static string Write(decimal number) =>
        number.ToString("0.############################", CultureInfo.InvariantCulture);
}
