namespace AgentStack.McpServer.Guardrails.Reports;

/// <summary>The guardrails of the account.</summary>
internal sealed record GuardrailListReport
{
    public IReadOnlyList<GuardrailSummaryReport> Guardrails { get; init; } = [];

    public bool OnlyAutomatedReasoning { get; init; }

    /// <summary>How many there are besides, without automated reasoning.</summary>
    public int Others { get; init; }

    public override string ToString()
    {
        var kind = OnlyAutomatedReasoning ? " with automated reasoning" : "";
        var others = Others > 0 ? $"\n{Others} more without it; only_automated_reasoning = false lists them too." : "";
        return Guardrails.Count == 0
            ? $"There is no guardrail{kind} in this account and region.{others}"
            : $"Guardrails{kind}:\n{string.Join('\n', Guardrails)}{others}";
    }
}
