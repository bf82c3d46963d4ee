using System.Text.Json.Serialization;

namespace AgentStack.RemoteMcp.Tokens.Cognito;

/// <summary>A result, a challenge, or an error: what Cognito answers to InitiateAuth.</summary>
internal sealed record InitiateAuthReply(
    string? ChallengeName,
    AuthenticationResult? AuthenticationResult,
    [property: JsonPropertyName("__type")] string? ErrorType,
    [property: JsonPropertyName("message")] string? Message)
{
    /// <summary>The exception's name; services may put a namespace before it and a colon after it.</summary>
    public string? Error => ErrorType?.Split('#')[^1].Split(':')[0];

    public override string ToString() => Error ?? ChallengeName ?? "(token)";
}
