namespace AgentStack.McpServer.Logging;

/// <summary>What a caller asked for, as it may stand in a line of the log: no path of this server is longer.</summary>
internal static class LoggedPath
{
    private const int Longest = 200;

    public static string Of(PathString path) => path.Value is not { } text ? ""
        : text.Length <= Longest ? text
        : $"{text[..Longest]}…";
}
