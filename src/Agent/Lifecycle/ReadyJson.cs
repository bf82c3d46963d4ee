using System.Text.Json.Serialization;

namespace AgentStack.Agent.Lifecycle;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReadyReply))]
internal sealed partial class ReadyJson : JsonSerializerContext;
