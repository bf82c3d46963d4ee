using AgentStack.McpServer.Guardrails.Reports;

namespace AgentStack.McpServer.Guardrails.Rewriting;

/// <summary>A wording of the answer, and what the guardrail said of it.</summary>
/// <param name="Attempt">0 is the answer as it was given.</param>
internal sealed record RewriteAttempt(int Attempt, string Response, ContentReport Report);
