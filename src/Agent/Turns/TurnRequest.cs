using AgentStack.Agent.Conversations;

namespace AgentStack.Agent.Turns;

/// <summary>One prompt in one session.</summary>
/// <param name="RequestId">Names the turn in logs and errors.</param>
internal sealed record TurnRequest(string Prompt, SessionId SessionId, string RequestId);
