using System.Text.RegularExpressions;
using ModelContextProtocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>How servers say that they do not know a session: in whole phrases, since a tool has sessions of its own.</summary>
internal static partial class LostSession
{
    private static readonly int[] Codes = [-32000, -32001, (int)McpErrorCode.InvalidRequest];

    public static bool IsSaid(RemoteError? error) =>
        error is not null && Codes.Contains(error.Code) && Phrase().IsMatch(error.Message);

    // Those of the reference SDKs, of the servers built after their examples, and their like.
    [GeneratedRegex(
        "^((Bad Request|Not Found): ?)?("
        + "(No valid|Invalid or expired|Invalid|Unknown|Missing|Expired|No) session([ -]?ID)?( provided)?"
        + "|Session([ -]?ID)? (is )?(has )?(been )?(not found|not valid|invalid|unknown|expired|terminated|closed|does not exist|not initialized)( or (expired|terminated|invalid))?"
        + "|(Mcp-Session-Id header is required)"
        + "|(Server|Session) (is )?not initialized"
        + @")(: ?[!-~]{1,128})?[.!]?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Phrase();
}
