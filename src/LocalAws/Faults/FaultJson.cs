using System.Text.Json.Serialization;

namespace AgentStack.LocalAws.Faults;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FaultText))]
[JsonSerializable(typeof(FaultText[]))]
internal sealed partial class FaultJson : JsonSerializerContext;
