using System.Net;
using System.Net.Sockets;
using AgentStack.RemoteMcp.Stdio;
using AgentStack.RemoteMcp.Tokens;
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

    // What servers answer with 400 when they look for a session, for the handshake or for another revision.
    private static readonly int[] OfTheConnection = [-32000, (int)McpErrorCode.InvalidRequest, ProtocolRevisions.Unsupported];

    public static RemoteMcpException Translate(Exception failure, string server, ConnectionStep step, ServerAddress address)
    {
        if (Find<RemoteMcpException>(failure) is { } known)
            return known;

        var (problem, remedy) = Explain(failure, step, address);
        return new RemoteMcpException(server, step, address.ToString(), problem, remedy, failure)
        {
            Kind = KindOf(failure, step, address.IsAgentCore),
            HasRun = HasRun(failure),
            LeadsBack = Find<LedBackException>(failure) is not null,
            Answer = Find<ServerErrorException>(failure) is { Error: var error } && !IsOfThePlatform(error.Code, step, address) ? error : null,
        };
    }

    // What AgentCore says in the place of the server; servers have one of its codes for a resource that is not there.
    private static bool IsOfThePlatform(int code, ConnectionStep step, ServerAddress address) =>
        address.IsAgentCore && AgentCoreErrors.IsOne(code)
        && !(code == AgentCoreErrors.Denied && step == ConnectionStep.ReadResource);

    /// <summary>What the failure says of the server.</summary>
    public static FailureKind KindOf(RemoteMcpException failure) =>
        failure.Kind ?? (TokenFailures.IsRefusal(failure) ? FailureKind.Refused : KindOf(failure, failure.Step, isAgentCore: false));

    private static FailureKind KindOf(Exception failure, ConnectionStep step, bool isAgentCore)
    {
        var isCall = step.IsCall();
        if (Find<HttpRequestException>(failure) is { StatusCode: { } status })
        {
            return (int)status switch
            {
                401 => FailureKind.Refused,
                // On a call it may be that one tool's.
                403 => isCall ? FailureKind.Answered : FailureKind.Refused,
                429 => FailureKind.Throttled,
                424 or >= 500 => FailureKind.Down,
                _ => FailureKind.Answered,
            };
        }

        if (Find<McpProtocolException>(failure) is { } refusal)
        {
            // Only AgentCore means these; others use the codes for what they like.
            return !isAgentCore ? FailureKind.Answered : (int)refusal.ErrorCode switch
            {
                AgentCoreErrors.Unauthenticated => FailureKind.Refused,
                AgentCoreErrors.Denied => isCall ? FailureKind.Answered : FailureKind.Refused,
                AgentCoreErrors.Throttled => FailureKind.Throttled,
                AgentCoreErrors.ContainerFailed => FailureKind.Down,
                _ => FailureKind.Answered,
            };
        }

        if (!isCall)
            return FailureKind.Down;

        return failure is TimeoutException ? FailureKind.Late
            : Find<AnswerTooLargeException>(failure) is not null || !IsBroken(failure) ? FailureKind.Answered
            : FailureKind.Down;
    }

    /// <summary>It is between the server and one caller.</summary>
    public static bool IsOfTheCaller(Exception failure) => Find<CallerRefusedException>(failure) is not null;

    /// <summary>How long the server asks to be left alone.</summary>
    public static TimeSpan? RetryAfter(Exception failure) => Find<ServerAnswerException>(failure)?.RetryAfter;

    /// <summary>The server has forgotten the session: it did not run what was sent.</summary>
    public static bool IsSessionLost(Exception failure) => Find<ServerAnswerException>(failure) is { IsSessionLost: true };

    /// <summary>
    /// What client and server agreed on may hold no more, as when another version of the server was put in its place: it
    /// wants a session now, or another revision. A new handshake would tell.
    /// </summary>
    public static bool IsMaybeOfTheConnection(RemoteMcpException failure, ServerAddress address)
    {
        // A process that does not even list is not waited for: there can be another one.
        if (address.IsProcess && failure.Step == ConnectionStep.ListTools)
            return true;

        // There is little that a list could be refused for by itself.
        if (failure.Step == ConnectionStep.ListTools)
            return KindOf(failure) == FailureKind.Answered;

        return Find<HttpRequestException>(failure) is { StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.NotFound }
            || (Find<ServerErrorException>(failure) is { IsBadRequest: true, Error.Code: var code } && OfTheConnection.Contains(code));
    }

    /// <summary>No connection came about, so that nothing was sent.</summary>
    public static bool IsUnsent(Exception failure) =>
        Find<HttpRequestException>(failure) is
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };

    // 401 is what is refused before it is looked at.
    private static bool? HasRun(Exception failure) =>
        IsUnsent(failure) || IsSessionLost(failure) || Find<HttpRequestException>(failure) is { StatusCode: HttpStatusCode.Unauthorized } ? false
        : Find<UnreadableAnswerException>(failure) is not null || Find<AnswerTooLargeException>(failure) is not null ? true
        : null;

    /// <summary>The connection broke: what was sent may have run or not.</summary>
    public static bool IsConnectionLost(Exception failure) =>
        Find<HttpRequestException>(failure) is { StatusCode: null } || Find<IOException>(failure) is not null;

    /// <summary>The server has no such tool, or refuses its arguments: the two share a code.</summary>
    public static bool IsMaybeUnknownTool(Exception failure) =>
        Find<McpProtocolException>(failure) is { ErrorCode: McpErrorCode.InvalidParams or McpErrorCode.MethodNotFound };

    private static (string Problem, string Remedy) Explain(Exception failure, ConnectionStep step, ServerAddress address)
    {
        if (ChildFailures.Explain(failure, address) is { } ofTheChild)
            return ofTheChild;

        if (Find<LedBackException>(failure) is { } ledBack)
            return (ledBack.Message, "Take one of them out of the other's settings, or mend its address.");

        if (failure is TimeoutException)
            return (failure.Message, $"{CheckServer} A slow server needs a longer ConnectTimeout or CallTimeout.");

        if (Find<AnswerTooLargeException>(failure) is { } tooLarge)
            return (tooLarge.Message, "Make the server answer in pages or with less, or raise its MaxResultBytes.");

        if (Find<EventFloodException>(failure) is { } flood)
            return (flood.Message, $"Look into the server: more than {EventRate.MostEvents} in ten seconds are a fault of it.");

        if (Find<UnreadableAnswerException>(failure) is { } unreadable)
        {
            return step == ConnectionStep.CallTool
                ? ($"The tool has run, and its result cannot be read: {unreadable.Message}.", "Mend the result in the server.")
                : ($"The answer cannot be read: {unreadable.Message}.", "Mend the answer in the server.");
        }

        if (step == ConnectionStep.Connect && HandshakeFailures.Explain(failure) is { } handshake)
            return handshake;

        if (Find<CallerRefusedException>(failure) is { Status: var refused })
            return ExplainToCaller(refused);

        if (Find<McpProtocolException>(failure) is { } refusal)
            return ExplainCode((int)refusal.ErrorCode, address);

        if (Find<ServerAnswerException>(failure) is { IsSessionLost: true })
            return ("The server has forgotten the session, twice in a row.", CheckServer);

        if (Find<HttpRequestException>(failure) is { StatusCode: { } status })
            return ExplainStatus(status, address);

        if (Find<SocketException>(failure) is { SocketErrorCode: not SocketError.ConnectionReset } socket)
            return ($"It could not be reached ({socket.SocketErrorCode}).", CheckServer);

        return IsBroken(failure)
            ? ("The connection broke.", CheckServer)
            : ("The answer was not MCP.", "Check that the address is that of a streamable HTTP MCP endpoint.");
    }

    // What is left is an answer that makes no sense.
    private static bool IsBroken(Exception failure) =>
        IsConnectionLost(failure) || Find<OperationCanceledException>(failure) is not null;

    private static (string Problem, string Remedy) ExplainStatus(HttpStatusCode status, ServerAddress address) => (int)status switch
    {
        401 => Unauthorized(address),
        403 => Forbidden(address),
        404 => NotFound(address),
        406 => NotAcceptable,
        424 => ContainerFailed,
        429 => Throttled,
        >= 300 and < 400 => (
            $"The server sends elsewhere (HTTP {(int)status}), which is not followed.", "Set the address that it sends to."),
        >= 500 => ($"The server failed (HTTP {(int)status}).", "Look into the server's log; the next prompt tries again."),
        var other => ($"The server refused the request (HTTP {other}).", CheckServer),
    };

    private static (string Problem, string Remedy) ExplainToCaller(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => ("The server throttled this caller (429).", "Try again in a moment."),
        _ => (
            $"The server refused this caller ({(int)status}).",
            "The headers that PassHeaders names are the caller's own; check those that prove who it is."),
    };

    private static (string Problem, string Remedy) ExplainCode(int code, ServerAddress address)
    {
        if (address.IsAgentCore && ExplainAgentCore(code, address) is { } explained)
            return explained;

        return code switch
        {
            -32602 => ("The server refused the arguments, or has no such tool any more.", "List its tools again."),
            -32601 => ("The server does not know the method.", "Check that it serves tools."),
            -32603 => ("The server failed inside (JSON-RPC error -32603).", "Look into the server's log."),
            _ => ($"The server answered JSON-RPC error {code}.", "Look into the server's log."),
        };
    }

    private static (string Problem, string Remedy)? ExplainAgentCore(int code, ServerAddress address) => code switch
    {
        AgentCoreErrors.Unauthenticated => Unauthorized(address),
        AgentCoreErrors.Denied => Forbidden(address),
        AgentCoreErrors.Throttled => Throttled,
        AgentCoreErrors.NotFound => NotFound(address),
        AgentCoreErrors.Conflict => ("The session is busy with another operation.", "The next prompt tries again."),
        AgentCoreErrors.Invalid => ("AgentCore refused the request as invalid.", "Check the runtime's ARN and qualifier."),
        AgentCoreErrors.ContainerFailed => ContainerFailed,
        AgentCoreErrors.NotAcceptable => NotAcceptable,
        _ => null,
    };

    private static (string Problem, string Remedy) Unauthorized(ServerAddress address) => address switch
    {
        { Auth: RemoteServerAuth.SigV4 } => (
            "The server asks for a token (401).",
            "One with a JWT authorizer takes no signatures: set Auth=M2M, with the credentials in SSM."),
        { SendsToken: false } => ("The server asks for a token (401).", "Set Auth=M2M, with the credentials in SSM."),
        { IsRuntime: false } => (
            "The token was refused (401), also after a renewal.", "Check which issuer and which client the server trusts."),
        _ => (
            "The token was refused (401), also after a renewal.",
            $"{CheckAuthorizer} its discovery URL must be that of this issuer, and a runtime under IAM takes no tokens at all."),
    };

    private static (string Problem, string Remedy) Forbidden(ServerAddress address) => address switch
    {
        { Auth: RemoteServerAuth.SigV4 } => (
            "Access was denied (403).",
            "The AWS identity needs bedrock-agentcore:InvokeAgentRuntime on the runtime, or :InvokeGateway on the gateway. One"
            + " with a JWT authorizer takes no signatures: set Auth=M2M."),
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
        "The server throttled the request, or a quota is used up (429).",
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
