using AgentStack.McpServer.Guardrails.Findings;

namespace AgentStack.McpServer.Guardrails.Reports;

/// <summary>What a guardrail said of a text.</summary>
internal sealed record ContentReport
{
    public string GuardrailId { get; init; } = "";

    public string GuardrailVersion { get; init; } = "";

    /// <summary>INPUT or OUTPUT.</summary>
    public string Source { get; init; } = "";

    public Outcome Outcome { get; init; }

    /// <summary>Whether the text may be used as it is.</summary>
    public bool IsValid { get; init; }

    /// <summary>The service's own word: NONE or GUARDRAIL_INTERVENED, which is also said of what is merely masked.</summary>
    public string Action { get; init; } = "";

    public string? ActionReason { get; init; }

    /// <summary>The text as it may be passed on: itself, masked, or the guardrail's message in its place.</summary>
    public string Output { get; init; } = "";

    public IReadOnlyList<PolicyFinding> Blocked { get; init; } = [];

    public IReadOnlyList<PolicyFinding> Masked { get; init; } = [];

    /// <summary>What was found and let pass.</summary>
    public IReadOnlyList<PolicyFinding> Detected { get; init; } = [];

    public IReadOnlyList<ReasoningFinding> AutomatedReasoning { get; init; } = [];

    /// <summary>In how many parts the text was looked at.</summary>
    public int Parts { get; init; }

    public Usage Usage { get; init; } = new();
}
