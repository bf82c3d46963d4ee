using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>An answer in words, or calls.</summary>
internal sealed record OfflineReply(string Text, IReadOnlyList<(string Name, JsonObject Input)> Calls);
