namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>A topic that blocks; told by phrases here, where Bedrock asks a model.</summary>
public sealed record DeniedTopic(string Name, params string[] Phrases);
