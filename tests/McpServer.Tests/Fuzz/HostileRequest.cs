namespace AgentStack.McpServer.Tests.Fuzz;

/// <summary>A request that no good client sends.</summary>
internal sealed record HostileRequest(string Method, byte[] Body, IReadOnlyList<(string Name, string Value)> Headers);
