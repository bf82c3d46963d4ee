namespace AgentStack.McpServer.Gateway;

/// <summary>A resource or template that an upstream lists and the gateway does not.</summary>
/// <param name="Upstream">Whose it is.</param>
/// <param name="Uri">Its address, or the template of its addresses.</param>
/// <param name="Reason">Why, in a clause for a person, without a full stop.</param>
internal sealed record LeftOutResource(string Upstream, string Uri, string Reason);
