using Amazon.BedrockRuntime.Model;

namespace AgentStack.McpServer.Guardrails.Findings;

/// <summary>Statements that are true or false by themselves, whatever the rules say.</summary>
/// <param name="Type">ALWAYS_TRUE or ALWAYS_FALSE.</param>
internal sealed record LogicWarning(
    string? Type = null, IReadOnlyList<Statement>? Premises = null, IReadOnlyList<Statement>? Claims = null)
{
    public static LogicWarning? Of(GuardrailAutomatedReasoningLogicWarning? warning) => warning is null
        ? null
        : new LogicWarning(warning.Type?.Value, Statement.All(warning.Premises), Statement.All(warning.Claims));
}
