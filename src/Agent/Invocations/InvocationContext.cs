using AgentStack.Agent.Conversations;
using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Invocations;

/// <summary>What the platform says about a request beside its body. Nothing of it is required.</summary>
internal sealed record InvocationContext(SessionId SessionId, string RequestId, Caller Caller)
{
    public static InvocationContext From(IHeaderDictionary headers) => new(
        headers.Text(InvocationHeaders.SessionId) is { } session ? new SessionId(PlainId.From(session)) : SessionId.New(),
        headers.Text(InvocationHeaders.RequestId) is { } request ? PlainId.From(request) : Guid.NewGuid().ToString("D"),
        Caller.From(headers));

    /// <summary>What each log line of the request bears.</summary>
    public Dictionary<string, object> ToScope() => new(StringComparer.Ordinal)
    {
        ["requestId"] = RequestId,
        ["sessionId"] = SessionId.Value,
    };

    public TurnRequest ToTurn(InvocationBody body) => new(body.Prompt.Length > 0 ? body.Prompt : null, SessionId, RequestId)
    {
        Caller = Caller,
        Decisions = body.Approve.Count + body.Deny.Count > 0 ? new ApprovalDecisions(body.Approve, body.Deny) : null,
    };
}
