using AgentStack.Agent.Tools.Results;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns;

/// <summary>A call that has its outcome, and how long it took.</summary>
internal sealed record FinishedCall(FunctionCallContent Call, ToolOutcome Outcome, TimeSpan Duration);
