namespace AgentStack.RemoteMcp;

/// <summary>One remote MCP server: the section <c>McpServers:{name}</c>.</summary>
public sealed class RemoteServerOptions
{
    /// <summary>The configuration section that holds one subsection a server.</summary>
    public const string Section = "McpServers";

    /// <summary>The AgentCore runtime that hosts the server. With M2M it may be in SSM instead (<c>{prefix}/agent_arn</c>).</summary>
    public string? RuntimeArn { get; set; }

    /// <summary>The runtime's endpoint name.</summary>
    public string Qualifier { get; set; } = "DEFAULT";

    /// <summary>The server's streamable HTTP address, in place of an ARN. May be in SSM too (<c>{prefix}/mcp_url</c>).</summary>
    public string? Url { get; set; }

    public RemoteServerAuth Auth { get; set; } = RemoteServerAuth.M2M;

    /// <summary>Where the credentials are in SSM Parameter Store; <c>/app/mcp/{name}</c> when not set.</summary>
    public string? SsmPrefix { get; set; }

    /// <summary>The OAuth scopes to ask for, separated by spaces; in place of <c>{prefix}/scope</c>. None: all that the client may have.</summary>
    public string? Scope { get; set; }

    /// <summary>For each step on the way to a connection: SSM, discovery, token, handshake, tool list.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>For one tool call, also when the server has begun to answer and falls silent.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(60);
}
