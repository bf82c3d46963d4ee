using AgentStack.McpServer.Offers;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>All prompts on one page.</summary>
internal sealed class ListPromptsMethod(OfferCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.PromptsList;

    public bool IsIn(string version) => true;

    public async ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken)
    {
        await catalog.SettledAsync(cancellationToken);
        return OnePage.List(request, "prompts", catalog.Prompts.Select(prompt => prompt.Definition), catalog.Freshness);
    }
}
