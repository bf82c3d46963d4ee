using AgentStack.McpServer.Protocol.Subscriptions;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>What a client of the newest revision may ask instead of a handshake.</summary>
internal sealed class DiscoverMethod(OfferChanges changes) : IMcpMethod
{
    public string Name => RequestMethods.ServerDiscover;

    public bool IsIn(string version) => version == ProtocolVersions.Modern;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult<McpResult>(new DiscoverResult
        {
            SupportedVersions = [.. ProtocolVersions.Served],
            Capabilities = ServerDescription.Capabilities(changes.Possible),
            TimeToLive = OnePage.Freshness,
            CacheScope = CacheScope.Public,
        });
}
