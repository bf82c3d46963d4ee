namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>What becomes of sensitive data.</summary>
public enum SensitiveDataAction
{
    /// <summary>Nothing passes.</summary>
    Block,

    /// <summary>Its name in braces stands in for it.</summary>
    Mask,

    /// <summary>It is told only.</summary>
    Detect,
}
