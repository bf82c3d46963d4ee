using System.Text.Json.Serialization;

namespace AgentStack.Agent.Tools.Pins;

[JsonSerializable(typeof(Dictionary<string, Dictionary<string, string>>))]
internal sealed partial class PinJson : JsonSerializerContext;
