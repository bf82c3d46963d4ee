namespace AgentStack.LocalAws.Bedrock.Conversation;

/// <summary>The request's <c>toolChoice</c>.</summary>
/// <param name="Required">Some tool must be called.</param>
/// <param name="Tool">This very tool must be called.</param>
internal sealed record ToolDemand(bool Required, string? Tool);
