using System.Text.Json;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>A prompt as its server describes it.</summary>
/// <param name="Server">Whose it is.</param>
/// <param name="Name">By which it is asked for.</param>
/// <param name="Definition">The entry of the server's list, as it came.</param>
public sealed record RemotePrompt(string Server, string Name, JsonElement Definition);
