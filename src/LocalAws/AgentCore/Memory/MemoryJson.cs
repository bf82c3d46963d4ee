using System.Text.Json.Serialization;

namespace AgentStack.LocalAws.AgentCore.Memory;

[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class MemoryJson : JsonSerializerContext;
