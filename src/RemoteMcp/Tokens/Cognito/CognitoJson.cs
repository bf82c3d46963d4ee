using System.Text.Json.Serialization;

namespace AgentStack.RemoteMcp.Tokens.Cognito;

[JsonSerializable(typeof(InitiateAuthRequest))]
[JsonSerializable(typeof(InitiateAuthReply))]
internal sealed partial class CognitoJson : JsonSerializerContext;
