using AgentStack.McpServer.Offers;

namespace AgentStack.McpServer.Gateway;

/// <summary>What the upstreams offer, as they listed it last.</summary>
internal sealed class GatewayOffers(Upstreams upstreams, UpstreamCalls calls) : IOfferSource
{
    public IReadOnlyList<IServedTool> Tools =>
        [.. upstreams.All.SelectMany(upstream =>
            (upstream.Server.Listing?.Tools ?? []).Select(tool => new UpstreamTool(upstream, tool, calls)))];

    public IReadOnlyList<IServedPrompt> Prompts => [];

    public IReadOnlyList<IServedResource> Resources => [];

    public IReadOnlyList<IServedResource> Templates => [];

    public IServedTool? FindTool(string name) => Tools.FirstOrDefault(tool => tool.Name == name);
}
