using System.Text.Json.Serialization;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>What a token endpoint answers, good or bad.</summary>
internal sealed record TokenReply(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] int? ExpiresIn,
    [property: JsonPropertyName("error")] string? Error);
