namespace AgentStack.LocalAws.Bedrock.Conversation;

/// <summary>The request's <c>guardrailConfig</c>.</summary>
/// <param name="IsTraced">The answer says what the guardrail found.</param>
/// <param name="IsAsync">Text streams before it was looked at.</param>
internal sealed record GuardrailSettings(string Identifier, string Version, bool IsTraced, bool IsAsync);
