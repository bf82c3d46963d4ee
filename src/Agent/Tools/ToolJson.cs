using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AgentStack.Agent.Tools;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ToolJson : JsonSerializerContext;
