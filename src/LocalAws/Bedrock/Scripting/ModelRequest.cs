using System.Text.Json;

namespace AgentStack.LocalAws.Bedrock.Scripting;

/// <summary>A request that reached the model: valid, and as it was sent.</summary>
public sealed record ModelRequest(string ModelId, JsonElement Body);
