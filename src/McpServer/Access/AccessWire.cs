namespace AgentStack.McpServer.Access;

/// <summary>The words of RFC 6750 (bearer tokens) and RFC 9728 (protected-resource metadata).</summary>
internal static class AccessWire
{
    public const string Scheme = "Bearer";

    public const string MetadataPath = "/.well-known/oauth-protected-resource";

    public const string InvalidToken = "invalid_token";
    public const string InsufficientScope = "insufficient_scope";
    public const string TemporarilyUnavailable = "temporarily_unavailable";
}
