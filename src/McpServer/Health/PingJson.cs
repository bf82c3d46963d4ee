using System.Text.Json.Serialization;

namespace AgentStack.McpServer.Health;

[JsonSerializable(typeof(PingAnswer))]
internal sealed partial class PingJson : JsonSerializerContext;
