using System.Text.Json.Serialization;

namespace AgentStack.LocalAws.Faults;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FaultText))]
[JsonSerializable(typeof(FaultText[]))]
internal sealed partial class FaultJson : JsonSerializerContext;
