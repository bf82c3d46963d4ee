using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Turns;

/// <summary>What one of the calls that run side by side has to say: how far it is, or that it is over.</summary>
internal sealed record CallNews(FinishedCall? Finished = null, ToolProgressEvent? Progress = null);
