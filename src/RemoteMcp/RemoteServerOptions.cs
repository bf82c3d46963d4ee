using System.Text.RegularExpressions;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.RemoteMcp;

/// <summary>One remote MCP server: the section <c>McpServers:{name}</c>.</summary>
public sealed partial class RemoteServerOptions
{
    /// <summary>The AgentCore runtime that hosts the server. With M2M it may be in SSM instead (<c>{prefix}/agent_arn</c>).</summary>
    public string? RuntimeArn { get; set; }

    /// <summary>The runtime's endpoint name.</summary>
    public string Qualifier { get; set; } = "DEFAULT";

    /// <summary>The <c>/mcp</c> address of an AgentCore gateway, in place of an ARN.</summary>
    public string? GatewayUrl { get; set; }

    /// <summary>The address of any other streamable HTTP server. May be in SSM too (<c>{prefix}/mcp_url</c>).</summary>
    public string? Url { get; set; }

    public RemoteServerAuth Auth { get; set; } = RemoteServerAuth.M2M;

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

    /// <summary>What is wrong: the key, and what it must be.</summary>
    internal IEnumerable<(string Key, string Rule)> Problems()
    {
        if (Url is not null && RuntimeArn is not null)
            yield return (nameof(Url), $"and {nameof(RuntimeArn)} are both set; keep the one by which the server is reached");

        if (RuntimeArn is not null && !RemoteMcp.RuntimeArn.TryParse(RuntimeArn, out _))
            yield return (nameof(RuntimeArn), "must look like arn:aws:bedrock-agentcore:REGION:ACCOUNT:runtime/ID");

        if (Url is not null && !RemoteUrl.TryParse(Url, out _))
            yield return (nameof(Url), "must be an absolute http or https address, that of the server's /mcp");

        if (Auth == RemoteServerAuth.None && Url is null && RuntimeArn is null)
            yield return (nameof(Url), $"is missing; with {nameof(Auth)}=None the address cannot come from SSM");

        if (SsmPrefix is not null && !PrefixShape().IsMatch(SsmPrefix))
            yield return (nameof(SsmPrefix), "must be a parameter path such as /app/mcp/tools, without a slash at its end");

        if (ProtocolVersion is not null && !ProtocolRevisions.Known.Contains(ProtocolVersion))
            yield return (nameof(ProtocolVersion), $"must be one of {string.Join(", ", ProtocolRevisions.Known)}, or not set");

        foreach (var header in PassHeaders.Where(header => !PassedHeaders.IsAllowed(header)))
            yield return (nameof(PassHeaders), $"must not name '{header}': it belongs to the connection, the protocol or AWS");

        if (ConnectTimeout <= TimeSpan.Zero)
            yield return (nameof(ConnectTimeout), "must be above zero, such as 00:00:15");

        if (CallTimeout <= TimeSpan.Zero)
            yield return (nameof(CallTimeout), "must be above zero, such as 00:01:00");
    }

    [GeneratedRegex(
        "^(/[a-zA-Z0-9_.-]+)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrefixShape();
}
