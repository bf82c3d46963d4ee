using System.Text.RegularExpressions;

namespace AgentStack.RemoteMcp;

/// <summary>One remote MCP server: the section <c>McpServers:{name}</c>.</summary>
public sealed partial class RemoteServerOptions
{
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

        if (ConnectTimeout <= TimeSpan.Zero)
            yield return (nameof(ConnectTimeout), "must be above zero, such as 00:00:15");

        if (CallTimeout <= TimeSpan.Zero)
            yield return (nameof(CallTimeout), "must be above zero, such as 00:01:00");
    }

    [GeneratedRegex(
        "^(/[a-zA-Z0-9_.-]+)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrefixShape();
}
