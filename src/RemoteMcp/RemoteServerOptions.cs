namespace AgentStack.RemoteMcp;

/// <summary>One remote MCP server: a section such as <c>McpServers:{name}</c>.</summary>
public class RemoteServerOptions
{
    private RemoteServerAuth? _auth;

    /// <summary>The AgentCore runtime that hosts the server. With M2M it may be in SSM instead (<c>{prefix}/agent_arn</c>).</summary>
    public string? RuntimeArn { get; set; }

    /// <summary>The runtime's endpoint name.</summary>
    public string Qualifier { get; set; } = "DEFAULT";

    /// <summary>The <c>/mcp</c> address of an AgentCore gateway, in place of an ARN.</summary>
    public string? GatewayUrl { get; set; }

    /// <summary>The address of any other streamable HTTP server. May be in SSM too (<c>{prefix}/mcp_url</c>).</summary>
    public string? Url { get; set; }

    /// <summary>For a gateway: the program of a server that is started here and spoken to by its standard input and output.</summary>
    public string? Command { get; set; }

    /// <summary>What the command is started with, each by its index; one text is split at spaces and commas.</summary>
    public IReadOnlyList<string> Arguments { get; set; } = [];

    /// <summary>Variables for the command besides the few harmless ones of this process that it sees.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; set; } = new Dictionary<string, string>();

    /// <summary>Which more of this process's variables the command sees, by their names or patterns with <c>*</c>.</summary>
    public IReadOnlyList<string> PassEnvironment { get; set; } = [];

    /// <summary>Where the command runs; where this process does unless it is set.</summary>
    public string? WorkingDirectory { get; set; }

    /// <summary>M2M where it is not set.</summary>
    public RemoteServerAuth Auth
    {
        get => _auth ?? RemoteServerAuth.M2M;
        set => _auth = value;
    }

    /// <summary>Where the credentials are in SSM Parameter Store; <c>/app/mcp/{name}</c> when not set.</summary>
    public string? SsmPrefix { get; set; }

    /// <summary>With M2M or UserPassword: the app client, in place of SSM; for development.</summary>
    public string? ClientId { get; set; }

    /// <summary>The app client's secret, in place of SSM; for development.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The issuer's <c>…/.well-known/openid-configuration</c>, in place of SSM; for development.</summary>
    public string? DiscoveryUrl { get; set; }

    /// <summary>With Bearer: the token, in place of SSM (<c>{prefix}/bearer_token</c>).</summary>
    public string? Token { get; set; }

    /// <summary>With UserPassword: the Cognito user, in place of SSM (<c>{prefix}/user_name</c>).</summary>
    public string? UserName { get; set; }

    /// <summary>With UserPassword: the user's password, in place of SSM (<c>{prefix}/user_password</c>).</summary>
    public string? Password { get; set; }

    /// <summary>With SigV4: the region to sign for, where the address does not name it and <c>AWS_REGION</c> is another.</summary>
    public string? Region { get; set; }

    /// <summary>The audience to ask for (RFC 8707 <c>resource</c>); none unless the issuer wants one.</summary>
    public string? Resource { get; set; }

    /// <summary>The OAuth scopes to ask for, separated by spaces; in place of <c>{prefix}/scope</c>. None: all that the client may have.</summary>
    public string? Scope { get; set; }

    /// <summary>What one access token costs, in USD: what is fetched is counted with it. Not set: no cost is counted.</summary>
    public decimal? TokenPrice { get; set; }

    /// <summary>
    /// The one revision of MCP to speak, such as <c>2025-06-18</c>. None: the newest that both sides know, which is found out
    /// and remembered.
    /// </summary>
    public string? ProtocolVersion { get; set; }

    /// <summary>Whether the process is ready only while this server answers.</summary>
    public bool Required { get; set; }

    public RemoteToolOptions Tools { get; set; } = new();

    /// <summary>Headers of an invocation that are sent on with its tool calls, by their names. Never Authorization, unless it is named.</summary>
    public IReadOnlyList<string> PassHeaders { get; set; } = [];

    /// <summary>What of one result is read, in bytes of UTF-8; the rest is cut, with a note. Null: <c>Tools:MaxResultBytes</c>.</summary>
    public int? MaxResultBytes { get; set; }

    /// <summary>For each step on the way to a connection: SSM, discovery, token, handshake, tool list.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>For one tool call as a whole, also when the server has begun to answer and falls silent; progress does not extend it.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether the settings say where the server is, so that SSM need not.</summary>
    internal bool HasAddress => RuntimeArn is not null || GatewayUrl is not null || Url is not null || Command is not null;

    /// <summary>Whether nobody said who calls: a server at a plain address may ask for no token at all.</summary>
    internal bool IsAuthForgotten => _auth is null && Url is not null;

    /// <summary>The section of the servers of which this is one.</summary>
    internal string Section { get; private set; } = RemoteServerSettings.Section;

    /// <summary>Where the settings of this server are, for messages.</summary>
    internal string Key(string server) => $"{Section}:{server}";

    /// <summary>Says where these settings come from.</summary>
    internal RemoteServerOptions In(string section)
    {
        Section = section;
        return this;
    }

    /// <summary>What is wrong: the key, and what it must be.</summary>
    internal IEnumerable<(string Key, string Rule)> Problems() => RemoteServerRules.Check(this);
}
