using System.Net;
using System.Net.Sockets;
using ModelContextProtocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// What the MCP client throws, in an operator's words. The client's own messages are not passed on: they hold what the
/// upstream wrote.
/// </summary>
internal static class ConnectionFailures
{
    private const string CheckAuthorizer = "Check the runtime's JWT authorizer:";
    private const string CheckServer = "Check that the server is up and that its address is right.";

    public static RemoteMcpException Translate(Exception failure, string server, ConnectionStep step, ServerAddress address)
    {
        if (Find<RemoteMcpException>(failure) is { } known)
            return known;

        var (problem, remedy) = Explain(failure, address);
        return new RemoteMcpException(server, step, address.ToString(), problem, remedy, failure);
    }

    /// <summary>The server has forgotten the session: it did not run what was sent.</summary>
    public static bool IsSessionLost(Exception failure) =>
        Find<HttpRequestException>(failure) is { StatusCode: HttpStatusCode.NotFound };

    /// <summary>The connection broke: what was sent may have run or not.</summary>
    public static bool IsConnectionLost(Exception failure) =>
        Find<HttpRequestException>(failure) is { StatusCode: null } || Find<IOException>(failure) is not null;

    private static (string Problem, string Remedy) Explain(Exception failure, ServerAddress address)
    {
        if (failure is TimeoutException)
            return (failure.Message, $"{CheckServer} A slow server needs a longer ConnectTimeout or CallTimeout.");

        if (Find<McpProtocolException>(failure) is { } refusal && ExplainCode((int)refusal.ErrorCode, address) is { } explained)
            return explained;

        if (Find<HttpRequestException>(failure) is { StatusCode: { } status })
            return ExplainStatus(status, address);

        if (Find<SocketException>(failure) is { SocketErrorCode: not SocketError.ConnectionReset } socket)
            return ($"It could not be reached ({socket.SocketErrorCode}).", CheckServer);

        return IsConnectionLost(failure)
            ? ("The connection broke.", CheckServer)
            : ("The answer was not MCP.", "Check that the address is that of a streamable HTTP MCP endpoint.");
    }

    private static (string Problem, string Remedy) ExplainStatus(HttpStatusCode status, ServerAddress address) => (int)status switch
    {
        401 => Unauthorized(address),
        403 => Forbidden(address),
        404 => NotFound(address),
        406 => NotAcceptable,
        424 => ContainerFailed,
        429 => Throttled,
        >= 500 => ($"The server failed (HTTP {(int)status}).", "Look into the server's log; the next prompt tries again."),
        var other => ($"The server refused the request (HTTP {other}).", CheckServer),
    };

    // Codes that AgentCore itself answers with stand beside the HTTP statuses that they mirror.
    private static (string Problem, string Remedy)? ExplainCode(int code, ServerAddress address) => code switch
    {
        -32001 => Unauthorized(address),
        -32002 => Forbidden(address),
        -32003 => Throttled,
        -32004 => NotFound(address),
        -32005 => ("The session is busy with another operation.", "The next prompt tries again."),
        -32006 => ("AgentCore refused the request as invalid.", "Check the runtime's ARN and qualifier."),
        -32010 => ContainerFailed,
        -32011 => NotAcceptable,
        -32602 => ("The server refused the arguments, or has no such tool any more.", "List its tools again."),
        -32601 => ("The server does not know the method.", "Check that it serves tools."),
        _ => ($"The server answered JSON-RPC error {code}.", "Look into the server's log."),
    };

    private static (string Problem, string Remedy) Unauthorized(ServerAddress address) => address switch
    {
        { SendsToken: false } => ("The server asks for a token (401).", "Set Auth=M2M, with the credentials in SSM."),
        { IsRuntime: false } => (
            "The token was refused (401), also after a renewal.", "Check which issuer and which client the server trusts."),
        _ => (
            "The token was refused (401), also after a renewal.",
            $"{CheckAuthorizer} its discovery URL must be that of this issuer, and a runtime under IAM takes no tokens at all."),
    };

    private static (string Problem, string Remedy) Forbidden(ServerAddress address) => address switch
    {
        { SendsToken: false } => ("Access was denied (403).", "Check who may call the server; Auth=M2M sends a token."),
        { IsRuntime: false } => ("Access was denied (403).", "Check the scopes that the server asks for (Scope)."),
        _ => (
            "Access was denied (403).",
            $"{CheckAuthorizer} allowedClients must hold this machine's client id, allowedScopes one of its scopes, and"
            + " allowedAudience must not be used, since Cognito's access tokens have no aud. A runtime under IAM takes no tokens."),
    };

    private static (string Problem, string Remedy) NotFound(ServerAddress address) => (
        "Nothing is there (404).",
        address.IsRuntime
            ? "Check the runtime ARN, its region, and the qualifier (an endpoint's name, DEFAULT if there is no other)."
            : "Check the address; that of an MCP server usually ends in /mcp.");

    private static (string Problem, string Remedy) NotAcceptable => (
        "The Accept header was refused (406).",
        "Check that what stands between passes Accept on: application/json, text/event-stream.");

    private static (string Problem, string Remedy) ContainerFailed => (
        "The server's container failed or did not start (424).",
        "Read its log: CloudWatch group /aws/bedrock-agentcore/runtimes/{runtime id}-{endpoint}. It must listen on"
        + " 0.0.0.0:8000 at /mcp and be built for arm64.");

    private static (string Problem, string Remedy) Throttled => (
        "AgentCore throttled the call or a quota is used up (429).",
        "Try again in a moment; raise the quota if it stays.");

    private static T? Find<T>(Exception failure)
        where T : Exception
    {
        for (var current = failure; current is not null; current = current.InnerException)
        {
            if (current is T found)
                return found;
        }

        return failure is AggregateException many ? many.InnerExceptions.Select(Find<T>).FirstOrDefault(e => e is not null) : null;
    }
}
