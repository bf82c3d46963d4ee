namespace AgentStack.McpServer.Tests.Conformance;

/// <summary>Scenarios that do not pass, and why.</summary>
internal sealed record ExpectedFailure(string Reason, IReadOnlyList<string> Scenarios);
