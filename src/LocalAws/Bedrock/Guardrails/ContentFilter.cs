namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>A filter for harmful content; told by phrases here, where Bedrock asks a model.</summary>
/// <param name="Type">SEXUAL, VIOLENCE, HATE, INSULTS, MISCONDUCT or PROMPT_ATTACK.</param>
public sealed record ContentFilter(string Type, params string[] Phrases)
{
    public static readonly IReadOnlyList<string> Types = ["SEXUAL", "VIOLENCE", "HATE", "INSULTS", "MISCONDUCT", "PROMPT_ATTACK"];

    /// <summary>How sure the filter is: LOW, MEDIUM or HIGH.</summary>
    public string Confidence { get; init; } = "HIGH";

    /// <summary>From which confidence on it acts: LOW (only at high confidence), MEDIUM or HIGH (at any).</summary>
    public string Strength { get; init; } = "HIGH";

    /// <summary>Whether what is found is told only.</summary>
    public bool DetectOnly { get; init; }
}
