using System.Text.Json.Serialization;

namespace AgentStack.RemoteMcp.Tokens;

[JsonSerializable(typeof(SealedToken))]
internal sealed partial class SealedTokenJson : JsonSerializerContext;
