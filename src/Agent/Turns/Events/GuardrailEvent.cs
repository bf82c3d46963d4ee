namespace AgentStack.Agent.Turns.Events;

/// <summary>A guardrail blocked or masked something; what the caller reads is the guardrail's text.</summary>
/// <param name="Action"><c>blocked</c> or <c>masked</c>.</param>
/// <param name="Source"><c>input</c> or <c>output</c>, where it is known.</param>
/// <param name="Findings">Which policies spoke, never the words that they found.</param>
internal sealed record GuardrailEvent(string Action, string? Source, IReadOnlyList<string> Findings) : TurnEvent;
