namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>What automated reasoning finds in a text with one of the phrases, where Bedrock translates it into logic and solves it.</summary>
public sealed record ReasoningRule(ReasoningKind Kind, params string[] Phrases)
{
    /// <summary>The rule's identifier: twelve lower case letters and digits.</summary>
    public string Rule { get; init; } = "rule00000001";

    public string Premise { get; init; } = "";

    public string Claim { get; init; } = "";

    /// <summary>A case in which the claim is true.</summary>
    public string TrueWhen { get; init; } = "";

    /// <summary>A case in which it is false.</summary>
    public string FalseWhen { get; init; } = "";

    /// <summary>The two ways to understand an ambiguous text.</summary>
    public IReadOnlyList<string> Readings { get; init; } = [];

    /// <summary>What could not be translated.</summary>
    public IReadOnlyList<string> Untranslated { get; init; } = [];

    /// <summary>ALWAYS_TRUE or ALWAYS_FALSE, for a claim that is so by itself.</summary>
    public string? LogicWarning { get; init; }
}
