using Amazon.BedrockRuntime.Model;

namespace AgentStack.McpServer.Guardrails.Findings;

/// <summary>A statement in words and in the policy's logic.</summary>
internal sealed record Statement(string? Text = null, string? Logic = null)
{
    public static IReadOnlyList<Statement>? All(IEnumerable<GuardrailAutomatedReasoningStatement>? statements) =>
        statements?.Select(statement => new Statement(statement.NaturalLanguage, statement.Logic)).ToList() is { Count: > 0 } all ? all : null;

    public static string Words(IEnumerable<Statement> statements) => string.Join("; ", statements);

    public override string ToString() => string.IsNullOrWhiteSpace(Text) ? Logic ?? "" : Text;
}
