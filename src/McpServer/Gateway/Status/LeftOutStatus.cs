namespace AgentStack.McpServer.Gateway.Status;

/// <summary>What an upstream has and the gateway does not offer.</summary>
/// <param name="Name">A tool's or prompt's name, or a resource's address; null where several are meant, or none has a name.</param>
/// <param name="Reason">Why.</param>
internal sealed record LeftOutStatus(string? Name, string Reason);
