using System.Text.Json;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>A family of resources as its server describes it.</summary>
/// <param name="Server">Whose it is.</param>
/// <param name="UriTemplate">By which its resources are asked for (RFC 6570), in the server's own words.</param>
/// <param name="Definition">The entry of the server's list, as it came.</param>
public sealed record RemoteResourceTemplate(string Server, string UriTemplate, JsonElement Definition);
