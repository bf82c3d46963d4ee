using AgentStack.McpServer.Gateway.Search;
using AgentStack.McpServer.Gateway.Status;
using AgentStack.McpServer.Offers;

namespace AgentStack.McpServer.Gateway;

/// <summary>The gateway's own tools, while there is anything behind it.</summary>
internal sealed class GatewayTools(
    Upstreams upstreams, GatewayOffers offers, StatusTool status, SearchTool search, CallTool call) : IOfferSource
{
    private readonly IServedTool _call = call.Tool;
    private readonly IServedTool _search = search.Tool;
    private readonly IServedTool _status = status.Tool;

    public IReadOnlyList<IServedTool> Tools => upstreams.All.Count == 0 ? []
        : offers.IsOnDemand ? [_call, _status, _search]
        : [_status, _search];

    public IReadOnlyList<IServedPrompt> Prompts => [];

    public IReadOnlyList<IServedResource> Resources => [];

    public IReadOnlyList<IServedResource> Templates => [];

    // Who read the list when the tools were many calls by what it said.
    public IServedTool? FindTool(string name) => upstreams.All.Count == 0 ? null
        : new[] { _call, _status, _search }.FirstOrDefault(tool => tool.Name == name);
}
