using AgentStack.Agent.Models;

namespace AgentStack.Agent.Turns.Events;

/// <summary>What the turn's model calls used; comes before the last event.</summary>
/// <param name="SessionCostUsd">Of the session up to now; null when no price is known.</param>
internal sealed record UsageEvent(ModelUsage Usage, decimal? SessionCostUsd) : TurnEvent;
