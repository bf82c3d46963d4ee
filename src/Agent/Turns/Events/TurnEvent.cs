using System.Text.Json.Serialization;

namespace AgentStack.Agent.Turns.Events;

/// <summary>
/// What happens in a turn, as it is streamed. The keys <c>text</c> and <c>error</c> belong to the events of that name
/// alone: they are what AgentCore's own command line prints.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextEvent), "text")]
[JsonDerivedType(typeof(ToolCallEvent), "tool_call")]
[JsonDerivedType(typeof(ToolProgressEvent), "tool_progress")]
[JsonDerivedType(typeof(ToolResultEvent), "tool_result")]
[JsonDerivedType(typeof(WarningEvent), "warning")]
[JsonDerivedType(typeof(RetryEvent), "retry")]
[JsonDerivedType(typeof(GuardrailEvent), "guardrail")]
[JsonDerivedType(typeof(UsageEvent), "usage")]
[JsonDerivedType(typeof(ApprovalEvent), "approval")]
[JsonDerivedType(typeof(DoneEvent), "done")]
[JsonDerivedType(typeof(ErrorEvent), "error")]
internal abstract record TurnEvent;
