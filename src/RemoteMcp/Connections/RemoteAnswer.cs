using System.Text.Json.Nodes;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>What a server answered: one of the two.</summary>
/// <param name="Result">As it came, with all that this client does not know.</param>
/// <param name="Error">The server's own refusal.</param>
public sealed record RemoteAnswer(JsonObject? Result, RemoteError? Error);
