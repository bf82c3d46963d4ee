namespace AgentStack.Agent.Models.Guardrails;

/// <summary>What a policy found, without the words that it found.</summary>
/// <param name="Action">As the service has it: <c>BLOCKED</c>, <c>ANONYMIZED</c> or <c>NONE</c>.</param>
internal sealed record GuardrailFinding(string Text, string? Action)
{
    public bool IsBlocked => Action == "BLOCKED";

    public bool IsMasked => Action == "ANONYMIZED";

    public override string ToString() => $"{Text} ({(IsBlocked ? "blocked" : "masked")})";
}
