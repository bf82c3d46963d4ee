using System.Text.Json.Serialization;

namespace AgentStack.Agent.Invocations;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(InvocationError))]
internal sealed partial class InvocationJson : JsonSerializerContext;
