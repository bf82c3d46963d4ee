using System.Security.Cryptography;
using AgentStack.LocalAws;
using AgentStack.LocalAws.AgentCore;

namespace AgentStack.DevStack;

/// <summary>
/// What the account holds besides when a gateway stands between the agent and the MCP server: a client of its own, which
/// alone the server lets in, and its parameters. The agent's token opens the gateway's door and no other.
/// </summary>
internal sealed class GatewaySeed(LocalAwsServer aws, Seed seed)
{
    /// <summary>The MCP server, in the gateway's settings and before the names of its tools.</summary>
    public const string UpstreamName = "inner";

    private const string Upstream = $"Gateway:Upstreams:{UpstreamName}";
    private const string Prefix = $"/app/mcp/{UpstreamName}";

    public string ClientId { get; } = "agentstack_local_gateway";

    /// <summary>Made up at each start.</summary>
    public string ClientSecret { get; } = RandomNumberGenerator.GetHexString(40, lowercase: true);

    /// <summary>The MCP server behind the gateway.</summary>
    public string UpstreamRuntimeArn { get; } = Seed.Arn(aws, "inner-local");

    public void AddClient() => aws.UserPool.AddClient(ClientId, ClientSecret, seed.Scope);

    /// <summary>The MCP server is reached by its runtime's ARN.</summary>
    public void AddParameters()
    {
        aws.Parameters.Put($"{Prefix}/machine_client_id", ClientId);
        aws.Parameters.Put($"{Prefix}/cognito_secret", ClientSecret, secure: true);
        aws.Parameters.Put($"{Prefix}/cognito_discovery_url", aws.UserPool.DiscoveryUrl.AbsoluteUri);
        aws.Parameters.Put($"{Prefix}/agent_arn", UpstreamRuntimeArn);
    }

    public LocalRuntime UpstreamRuntime(Uri address) => seed.McpRuntime(UpstreamRuntimeArn, address, ClientId);

    public Dictionary<string, string?> UpstreamSettings(int port) => seed.McpServerSettings(port, ClientId);

    public Dictionary<string, string?> GatewaySettings(int port)
    {
        var settings = seed.McpServerSettings(port);
        settings["Gateway:OwnTools"] = "false";
        settings[$"{Upstream}:Auth"] = "M2M";
        return settings;
    }
}
