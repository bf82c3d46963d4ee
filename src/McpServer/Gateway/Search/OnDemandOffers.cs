using AgentStack.McpServer.Offers;

namespace AgentStack.McpServer.Gateway.Search;

/// <summary>What the upstreams offer; when their tools are many they are not listed, but found by search and called by name.</summary>
internal sealed class OnDemandOffers(GatewayOffers offers, GatewaySettings settings) : IOfferSource
{
    public bool IsOnDemand => settings.Current.ToolsOnDemand switch
    {
        ToolsOnDemand.Always => true,
        ToolsOnDemand.Never => false,
        _ => offers.Tools.Count > settings.Current.OnDemandAbove,
    };

    public IReadOnlyList<IServedTool> Tools => IsOnDemand ? [] : offers.Tools;

    public IReadOnlyList<IServedTool> Callable => offers.Tools;

    public IReadOnlyList<IServedPrompt> Prompts => offers.Prompts;

    public IReadOnlyList<IServedResource> Resources => offers.Resources;

    public IReadOnlyList<IServedResource> Templates => offers.Templates;

    public IServedTool? FindTool(string name) => offers.FindTool(name);
}
