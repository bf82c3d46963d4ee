using System.Text.Json.Serialization;

namespace AgentStack.RemoteMcp.Tokens;

[JsonSerializable(typeof(TokenReply))]
internal sealed partial class TokenJson : JsonSerializerContext;
