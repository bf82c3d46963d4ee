namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>A kind of personal data, by its name in Bedrock.</summary>
/// <param name="Type">One of <see cref="PiiPatterns.Types"/>, such as <c>EMAIL</c>.</param>
public sealed record PiiRule(string Type, SensitiveDataAction Action);
