namespace AgentStack.McpServer.Guardrails.Findings;

/// <summary>What a guardrail did about what it found.</summary>
internal enum Effect
{
    /// <summary>It was found, and let pass.</summary>
    Detected,

    /// <summary>Something else stands in its place, and the rest passes.</summary>
    Masked,

    /// <summary>Nothing of the text passes.</summary>
    Blocked,
}
