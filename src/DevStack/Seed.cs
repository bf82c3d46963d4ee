using System.Globalization;
using System.Security.Cryptography;
using AgentStack.Agent.Remote;
using AgentStack.LocalAws;
using AgentStack.LocalAws.AgentCore;

namespace AgentStack.DevStack;

/// <summary>What an account would hold for this stack: an app client, three runtimes, a memory, the parameters that the agent reads.</summary>
internal sealed class Seed(LocalAwsServer aws)
{
    private const string ServerName = "tools";
    private const string AgentId = "agent-local";
    private const string TokenAgentId = "agent-jwt-local";
    private const string Prefix = $"/app/mcp/{ServerName}";

    private static readonly string[] Elsewhere =
    [
        "AWS_ENDPOINT_URL_SSM", "AWS_ENDPOINT_URL_BEDROCK", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "AWS_ENDPOINT_URL_BEDROCK_AGENTCORE",
        "AWS_SESSION_TOKEN",
    ];

    /// <summary>A user to try the older guides' sign-in with; good for nothing but tokens of this stand-in.</summary>
    private const string UserName = "alice";
    private const string UserPassword = "Alice-local-1";

    /// <summary>Of the characters that Cognito has for one.</summary>
    public string ClientId { get; } = "agentstack_local_agent";

    /// <summary>Made up at each start.</summary>
    public string ClientSecret { get; } = RandomNumberGenerator.GetHexString(40, lowercase: true);

    public string Scope { get; } = "tools/invoke";

    public string McpRuntimeArn { get; } = Arn(aws, "tools-local");

    /// <summary>Under IAM.</summary>
    public string AgentRuntimeArn { get; } = Arn(aws, AgentId);

    /// <summary>The same agent behind a JWT authorizer.</summary>
    public string AgentTokenRuntimeArn { get; } = Arn(aws, TokenAgentId);

    public static string MemoryId => "agentstack_local-Memory0001";

    public void AddMemory() => aws.Memories.Add(MemoryId);

    public void AddGuardrail() => aws.Guardrails.Put(DemoGuardrail.Policy);

    public void AddClient()
    {
        aws.UserPool.AddClient(ClientId, ClientSecret, Scope);
        aws.UserPool.AllowUserPassword(ClientId);
        aws.UserPool.AddUser(UserName, UserPassword);
    }

    public void AddParameters()
    {
        aws.Parameters.Put($"{Prefix}/machine_client_id", ClientId);
        aws.Parameters.Put($"{Prefix}/cognito_secret", ClientSecret, secure: true);
        aws.Parameters.Put($"{Prefix}/cognito_discovery_url", aws.UserPool.DiscoveryUrl.AbsoluteUri);
        aws.Parameters.Put($"{Prefix}/agent_arn", McpRuntimeArn);
    }

    /// <summary>The server checks the token a second time, so AgentCore is told to pass it on.</summary>
    public LocalRuntime McpRuntime(Uri address) => McpRuntime(McpRuntimeArn, address, ClientId);

    public LocalRuntime McpRuntime(string arn, Uri address, string clientId) => new(arn, RuntimeProtocol.Mcp, address)
    {
        Authorizer = new JwtAuthorizer(aws.UserPool.DiscoveryUrl) { AllowedClients = [clientId], AllowedScopes = [Scope] },
        RequestHeaderAllowlist = ["Authorization"],
    };

    public LocalRuntime AgentRuntime(Uri address) => new(AgentRuntimeArn, RuntimeProtocol.Http, address);

    public LocalRuntime AgentTokenRuntime(Uri address) => new(AgentTokenRuntimeArn, RuntimeProtocol.Http, address)
    {
        Authorizer = new JwtAuthorizer(aws.UserPool.DiscoveryUrl) { AllowedClients = [ClientId], AllowedScopes = [Scope] },
    };

    /// <param name="port">Where it listens; 0 for any free one.</param>
    /// <param name="clientId">Who may call; the agent when it is left out.</param>
    public Dictionary<string, string?> McpServerSettings(int port, string? clientId = null)
    {
        var settings = AwsSettings(aws);
        settings[WebHostDefaults.ServerUrlsKey] = Loopback(port);
        settings["Access:DiscoveryUrl"] = aws.UserPool.DiscoveryUrl.AbsoluteUri;
        settings["Access:AllowedClients:0"] = clientId ?? ClientId;
        settings["Access:RequiredScopes:0"] = Scope;
        return settings;
    }

    public static Dictionary<string, string?> AgentSettings(LocalAwsServer aws, int port)
    {
        var settings = AwsSettings(aws);
        settings[WebHostDefaults.ServerUrlsKey] = Loopback(port);
        settings[$"McpServers:{ServerName}:Auth"] = "M2M";
        settings[RemoteVariables.RuntimeArn] = Arn(aws, AgentId);
        settings[RemoteVariables.TokenRuntimeArn] = Arn(aws, TokenAgentId);
        settings[RemoteVariables.BearerToken] = "";
        return settings;
    }

    private static Dictionary<string, string?> AwsSettings(LocalAwsServer aws)
    {
        var settings = aws.Environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);

        // What this shell may hold for another stand-in or a real account is not meant for this one.
        foreach (var other in Elsewhere)
            settings[other] = "";

        return settings;
    }

    private static string Loopback(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    internal static string Arn(LocalAwsServer aws, string id) =>
        $"arn:aws:bedrock-agentcore:{aws.Region}:{aws.AccountId}:runtime/{id}";
}
