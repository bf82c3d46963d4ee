using System.Globalization;

namespace AgentStack.Tests.Shared;

/// <summary>
/// A runner that was started in the background ignores Ctrl+C, and so would every process that it starts, which no
/// process can undo for itself. GNU env can for the one that it becomes.
/// </summary>
internal static class IgnoredSignals
{
    private const string Status = "/proc/self/status";
    private const string Ignored = "SigIgn:";

    /// <summary>SIGINT, as a bit of the mask.</summary>
    private const ulong Interrupt = 1UL << 1;

    public static (string Command, IEnumerable<string> Arguments) Restore(string command, IEnumerable<string> arguments) =>
        IsInterruptIgnored() ? ("env", ["--default-signal=INT,QUIT", command, .. arguments]) : (command, arguments);

    private static bool IsInterruptIgnored()
    {
        if (!File.Exists(Status))
            return false;

        var line = File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal));
        return ulong.TryParse(line?[Ignored.Length..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var mask)
            && (mask & Interrupt) != 0;
    }
}
