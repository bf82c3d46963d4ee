using AgentStack.McpServer.Logging;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.Schemas;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>Fills in a prompt.</summary>
internal sealed class GetPromptMethod(OfferCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.PromptsGet;

    public bool IsIn(string version) => true;

    public async ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken)
    {
        if (request.Message.TextParam("name") is not { } name)
            return RpcError.InvalidParams("\"name\" must be a string");

        if (catalog.FindPrompt(name) is null)
            await catalog.SettledAsync(cancellationToken);

        if (catalog.FindPrompt(name) is not { } prompt)
        {
            return catalog.WhyMissing(name) is { } why
                ? new RpcError(McpErrorCode.InternalError, why)
                : RpcError.InvalidParams($"There is no prompt \"{Excerpt.Of(name)}\"; prompts/list names those that there are");
        }

        RequestSummary.Of(request.Http).Prompt = prompt.Name;
        return await prompt.GetAsync(request, cancellationToken);
    }
}
