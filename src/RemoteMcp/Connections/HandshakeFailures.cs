using System.Text.RegularExpressions;
using ModelContextProtocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>Why client and server agreed on no revision of the protocol, in an operator's words.</summary>
internal static partial class HandshakeFailures
{
    private static readonly string Ours = $"This client speaks {string.Join(", ", ProtocolRevisions.Known)}; ProtocolVersion pins one of them.";

    /// <summary>Null for a failure of another kind.</summary>
    public static (string Problem, string Remedy)? Explain(Exception failure)
    {
        for (var current = failure; current is not null; current = current.InnerException)
        {
            switch (current)
            {
                case DiscoveryRefusal { Code: not ProtocolRevisions.Unsupported } refusal:
                    return (
                        $"The server refused the question for its revisions (JSON-RPC error {refusal.Code}).",
                        $"Check what stands between, which may have changed its headers, or pin the revision. {Ours}");
                case DiscoveryRefusal { Supported: var supported }:
                    return Unsupported(Shown(supported));
                case UnsupportedProtocolVersionException { Supported: { } supported }:
                    return Unsupported(Shown(supported));
                case McpProtocolException { ErrorCode: McpErrorCode.InvalidParams or McpErrorCode.InvalidRequest or McpErrorCode.MethodNotFound } refused:
                    return (
                        $"The server refused the handshake (JSON-RPC error {(int)refused.ErrorCode}).",
                        $"Check that it is an MCP server, and which revision it speaks. {Ours}");
                case McpException { Message: var text } when text.Contains("protocol version", StringComparison.OrdinalIgnoreCase):
                    return Unsupported(Got().Match(text).Groups["revision"].Value);
            }
        }

        return null;
    }

    private static string Shown(IEnumerable<string> supported) =>
        string.Join(", ", supported.Where(revision => Revision().IsMatch(revision)).Take(10));

    private static (string Problem, string Remedy) Unsupported(string theirs) => (
        theirs.Length > 0
            ? $"The server speaks another revision of MCP ({theirs})."
            : "The server speaks another revision of MCP than the one asked for.",
        Ours);

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Revision();

    [GeneratedRegex(
        "(got|versions:) (?<revision>[0-9]{4}-[0-9]{2}-[0-9]{2}(, [0-9]{4}-[0-9]{2}-[0-9]{2}){0,9})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Got();
}
