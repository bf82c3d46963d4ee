namespace AgentStack.McpServer.Access;

/// <summary>The words of RFC 6750 (bearer tokens) and RFC 9728 (protected-resource metadata).</summary>
internal static class AccessWire
{
    public const string Scheme = "Bearer";

    public const string WellKnownPath = "/.well-known";
    public const string MetadataPath = $"{WellKnownPath}/oauth-protected-resource";

    public const string InvalidRequest = "invalid_request";
    public const string InvalidToken = "invalid_token";
    public const string InsufficientScope = "insufficient_scope";
    public const string TemporarilyUnavailable = "temporarily_unavailable";
    public const string RateLimited = "rate_limited";

    /// <summary>JSON-RPC codes of our own: those that the status has, outside the range that is reserved.</summary>
    public const int InsufficientScopeCode = 403;
    public const int RateLimitedCode = 429;
}
