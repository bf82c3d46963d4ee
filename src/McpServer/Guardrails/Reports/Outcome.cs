namespace AgentStack.McpServer.Guardrails.Reports;

/// <summary>What a guardrail's findings come to, worst last.</summary>
internal enum Outcome
{
    /// <summary>Nothing was done to the text, and every claim that automated reasoning looked at is proven.</summary>
    Valid,

    /// <summary>The text passes with something in the place of what is sensitive.</summary>
    Masked,

    /// <summary>Automated reasoning could neither prove nor refute all of it.</summary>
    Unproven,

    /// <summary>Automated reasoning found it wrong.</summary>
    Invalid,

    /// <summary>The text must not pass.</summary>
    Blocked,
}
