namespace AgentStack.McpServer.Gateway.Status;

/// <summary>What an upstream has and the gateway does not offer, and why.</summary>
internal sealed record LeftOutStatus(string Name, string Reason);
