using System.Text.Json.Serialization;

namespace AgentStack.Agent.Conversations.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    MaxDepth = ConversationJson.MaxDepth,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TurnBody))]
internal sealed partial class ConversationJsonContext : JsonSerializerContext;
