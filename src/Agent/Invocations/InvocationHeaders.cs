using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Invocations;

/// <summary>Headers that AgentCore puts on a request before the container sees it.</summary>
internal static class InvocationHeaders
{
    public const string SessionId = AgentCoreHeaders.SessionId;
    public const string RequestId = "X-Amzn-Bedrock-AgentCore-Runtime-Request-Id";

    /// <summary>The workload access token; this name wins over the older one.</summary>
    public const string WorkloadToken = "X-Amz-Bedrock-AgentCore-Identity-WAT";
    public const string OlderWorkloadToken = "WorkloadAccessToken";

    public const string OAuth2CallbackUrl = "OAuth2CallbackUrl";

    /// <summary>What follows is the caller's own.</summary>
    public const string CustomPrefix = "X-Amzn-Bedrock-AgentCore-Runtime-Custom-";

    public static string? Text(this IHeaderDictionary headers, string name) =>
        headers[name].ToString() is { Length: > 0 } value ? value : null;
}
