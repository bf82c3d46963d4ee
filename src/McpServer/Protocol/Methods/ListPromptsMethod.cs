using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>All prompts on one page.</summary>
internal sealed class ListPromptsMethod(PromptCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.PromptsList;

    public bool IsIn(string version) => true;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(OnePage.Check(request) is { } problem ? problem : List(request));

    private McpResult List(McpRequest request) => new ListPromptsResult
    {
        Prompts = [.. catalog.Prompts.Select(prompt => prompt.ProtocolPrompt)],
        TimeToLive = request.IsModern ? OnePage.Freshness : null,
        CacheScope = request.IsModern ? CacheScope.Public : null,
    };
}
