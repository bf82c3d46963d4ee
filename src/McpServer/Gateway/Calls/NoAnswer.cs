using System.Globalization;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Gateway.Calls;

/// <summary>
/// What a caller is told of an upstream that gives no answer: which one, what happened, and when it is asked again. How it
/// is reached and what its operator can do is for the log and the status. That of a tool is for a model to read.
/// </summary>
internal static class NoAnswer
{
    public static McpResult Of(UpstreamCall call, RemoteMcpException failure) =>
        Of(call, $"{Text(call.Upstream.Name, failure, call.Upstream.Server.Condition)}{Fate(call, failure)}");

    public static McpResult OfRemoved(UpstreamCall call) =>
        Of(call, $"The server '{call.Upstream.Name}' is behind this gateway no longer.");

    /// <summary>Of an upstream that is told who calls, and keeps one session for all of them.</summary>
    public static McpResult OfSession(UpstreamCall call) => Of(
        call,
        $"The server '{call.Upstream.Name}' behind this gateway keeps a session, which its callers would share although each of them"
        + " is made known to it. Nothing was sent. Its operator can make it stateless, or allow that (ShareSession).");

    /// <summary>Of an upstream that never listed what it has.</summary>
    public static string Text(string upstream, ServerCondition condition) => condition.Cause is { } cause
        ? $"What the server '{upstream}' offers is not known: {Text(upstream, cause, condition)}"
        : $"What the server '{upstream}' offers is not known yet; ask again in a moment.";

    public static McpResult Of(UpstreamCall call, string text) => call.Method == RequestMethods.ToolsCall
        ? ToolError.Of(text)
        : new RpcError(McpErrorCode.InternalError, text);

    // Whether to call again is for the model to decide, which must know this.
    private static string Fate(UpstreamCall call, RemoteMcpException failure) => (call.Method, failure.HasRun) switch
    {
        (RequestMethods.ToolsCall, false) => " The tool was not run.",
        (RequestMethods.ToolsCall, null) => " The tool may have run or not.",
        _ => "",
    };

    private static string Text(string upstream, RemoteMcpException failure, ServerCondition condition)
    {
        var again = condition.RetryAt is { } at
            ? string.Create(CultureInfo.InvariantCulture, $" It is tried again at {at:HH:mm:ss} UTC, and calls fail at once until then.")
            : "";
        // Where credentials are kept is nobody's business but the operator's.
        var problem = failure.Step == ConnectionStep.Parameters ? "Its credentials cannot be had." : failure.Problem;
        return $"The server '{upstream}' behind this gateway gave no answer. {problem}{again}";
    }
}
