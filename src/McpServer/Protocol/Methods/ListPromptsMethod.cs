using AgentStack.McpServer.Offers;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>All prompts on one page.</summary>
internal sealed class ListPromptsMethod(OfferCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.PromptsList;

    public bool IsIn(string version) => true;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(OnePage.List(request, "prompts", catalog.Prompts.Select(prompt => prompt.Definition)));
}
