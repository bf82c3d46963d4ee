namespace AgentStack.LocalAws.AgentCore;

/// <summary>Header names of the AgentCore data plane and of what it forwards.</summary>
internal static class AgentCoreHeaders
{
    public const string RuntimeSessionId = "X-Amzn-Bedrock-AgentCore-Runtime-Session-Id";
    public const string RuntimeRequestId = "X-Amzn-Bedrock-AgentCore-Runtime-Request-Id";
    public const string McpSessionId = "Mcp-Session-Id";

    /// <summary>Between two neighbours only (RFC 9110, 7.6.1).</summary>
    public static readonly IReadOnlySet<string> HopByHop = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade",
    };

    /// <summary>Between the caller and the front door: who calls, and what is signed.</summary>
    public static readonly IReadOnlySet<string> NotForwarded = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Host", "Expect", "Amz-Sdk-Invocation-Id", "Amz-Sdk-Request",
        "X-Amz-Date", "X-Amz-Content-Sha256", "X-Amz-Security-Token",
    };
}
