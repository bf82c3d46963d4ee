using AgentStack.Agent.Conversations;

namespace AgentStack.Agent.Invocations;

/// <summary>What the platform says about a request beside its body. Nothing of it is required.</summary>
internal sealed record InvocationContext(SessionId SessionId, string RequestId, WorkloadToken? WorkloadToken)
{
    public static InvocationContext From(IHeaderDictionary headers) => new(
        Value(headers, InvocationHeaders.SessionId) is { } session ? new SessionId(session) : SessionId.New(),
        Value(headers, InvocationHeaders.RequestId) ?? Guid.NewGuid().ToString("D"),
        (Value(headers, InvocationHeaders.WorkloadToken) ?? Value(headers, InvocationHeaders.OlderWorkloadToken)) is { } token
            ? new WorkloadToken(token)
            : null);

    private static string? Value(IHeaderDictionary headers, string name) =>
        headers[name].ToString() is { Length: > 0 } value ? value : null;
}
