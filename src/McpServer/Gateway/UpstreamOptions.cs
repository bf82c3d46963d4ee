using AgentStack.RemoteMcp;
using Microsoft.Net.Http.Headers;

namespace AgentStack.McpServer.Gateway;

/// <summary>One server behind the gateway: the section <c>Gateway:Upstreams:{name}</c>, a remote server's and more.</summary>
internal sealed class UpstreamOptions : RemoteServerOptions
{
    /// <summary>What a remote server's settings may be, and those of a server behind a gateway may not.</summary>
    internal IEnumerable<(string Key, string Rule)> GatewayProblems()
    {
        if (PassHeaders.Contains(HeaderNames.Cookie, StringComparer.OrdinalIgnoreCase))
            yield return (nameof(PassHeaders), $"holds {HeaderNames.Cookie}, which a gateway never passes on: it was given to the gateway");
    }
}
