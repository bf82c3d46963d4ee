namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>What the prompt asks for, as far as the tools go, and what nothing can be done about.</summary>
internal sealed record Plan(IReadOnlyList<PlannedStep> Steps, IReadOnlyList<string> Remarks);
