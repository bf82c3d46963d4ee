namespace AgentStack.McpServer.Guardrails.Findings;

/// <summary>A finding of automated reasoning.</summary>
internal sealed record ReasoningFinding(ReasoningKind Kind)
{
    public Translation? Translation { get; init; }

    public IReadOnlyList<RuleReference>? SupportingRules { get; init; }

    public IReadOnlyList<RuleReference>? ContradictingRules { get; init; }

    /// <summary>A case in which the claims are true.</summary>
    public IReadOnlyList<Statement>? TrueWhen { get; init; }

    /// <summary>A case in which the claims are false.</summary>
    public IReadOnlyList<Statement>? FalseWhen { get; init; }

    /// <summary>The ways to understand an ambiguous text.</summary>
    public IReadOnlyList<IReadOnlyList<Translation>>? Readings { get; init; }

    /// <summary>Cases in which those ways differ.</summary>
    public IReadOnlyList<IReadOnlyList<Statement>>? Differences { get; init; }

    public LogicWarning? LogicWarning { get; init; }

    /// <summary>What to do about it; nothing for what is proven.</summary>
    public string? Suggestion => Suggestions.For(this);
}
