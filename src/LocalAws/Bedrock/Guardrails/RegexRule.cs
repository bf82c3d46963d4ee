namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>Sensitive data of one's own, by a regular expression.</summary>
public sealed record RegexRule(string Name, string Pattern, SensitiveDataAction Action);
