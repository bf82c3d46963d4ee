using System.Text.Json.Serialization;

namespace AgentStack.Agent.Lifecycle;

[JsonSerializable(typeof(PingReply))]
internal sealed partial class PingJson : JsonSerializerContext;
