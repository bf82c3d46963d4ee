namespace AgentStack.McpServer.Tests.Conformance;

/// <summary>What expected.json says of one server and one requirement set.</summary>
internal sealed record ExpectedResults(IReadOnlyList<string> Passes, IReadOnlyList<ExpectedFailure> Exceptions);
