using System.Text.Json.Serialization;

namespace AgentStack.McpServer.Access;

[JsonSerializable(typeof(AccessDenied))]
[JsonSerializable(typeof(ResourceMetadata))]
internal sealed partial class AccessJson : JsonSerializerContext;
