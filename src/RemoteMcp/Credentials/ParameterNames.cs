namespace AgentStack.RemoteMcp.Credentials;

/// <summary>The SSM parameters of a server, below its prefix.</summary>
internal static class ParameterNames
{
    public const string ClientId = "machine_client_id";
    public const string Secret = "cognito_secret";
    public const string DiscoveryUrl = "cognito_discovery_url";
    public const string Scope = "scope";
    public const string RuntimeArn = "agent_arn";
    public const string Url = "mcp_url";
    public const string BearerToken = "bearer_token";
    public const string UserName = "user_name";
    public const string UserPassword = "user_password";
}
