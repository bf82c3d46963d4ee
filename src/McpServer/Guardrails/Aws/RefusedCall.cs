namespace AgentStack.McpServer.Guardrails.Aws;

/// <summary>A call that failed.</summary>
/// <param name="Permission">The IAM action that it needs.</param>
/// <param name="Guardrail">The guardrail and its version, where it names one.</param>
/// <param name="Model">The model, where it asks one.</param>
internal sealed record RefusedCall(string Permission, string? Guardrail, string? Model, string Region)
{
    public string Subject => Guardrail is not null ? $"guardrail {Guardrail}" : Model is not null ? $"model {Model}" : "guardrails of this account";
}
