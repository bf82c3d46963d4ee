namespace AgentStack.McpServer.Guardrails.Findings;

/// <summary>The policies of a guardrail that match or score a text.</summary>
internal enum Policy
{
    Topic,
    Content,
    Word,
    Pii,
    Grounding,
}
