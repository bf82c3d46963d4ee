using AgentStack.Agent.Remote;
using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Commands;

/// <summary>What the command <c>invoke</c> was told.</summary>
/// <param name="Prompt">Null when it only decides on calls.</param>
/// <param name="Session">Null for a new one.</param>
internal sealed record InvokeOptions(
    RemoteTarget Target, string? Prompt, string? Session, bool IsStreamed, bool IsJson, ApprovalDecisions? Decisions);
