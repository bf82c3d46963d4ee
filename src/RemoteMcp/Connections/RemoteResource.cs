using System.Text.Json;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>A resource as its server describes it.</summary>
/// <param name="Server">Whose it is.</param>
/// <param name="Uri">By which it is asked for, in the server's own words.</param>
/// <param name="Definition">The entry of the server's list, as it came.</param>
public sealed record RemoteResource(string Server, string Uri, JsonElement Definition);
