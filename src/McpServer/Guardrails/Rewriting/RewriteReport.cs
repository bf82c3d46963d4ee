namespace AgentStack.McpServer.Guardrails.Rewriting;

/// <summary>How the rewriting of an answer went.</summary>
internal sealed record RewriteReport
{
    /// <summary>Whether the last wording is valid. Where it is not, none was.</summary>
    public bool IsValid { get; init; }

    /// <summary>How often the model wrote the answer anew.</summary>
    public int Rewrites { get; init; }

    /// <summary>The valid answer; nothing where there is none.</summary>
    public string? Response { get; init; }

    /// <summary>Why there is no valid answer.</summary>
    public string? Failure { get; init; }

    public IReadOnlyList<RewriteAttempt> Attempts { get; init; } = [];
}
