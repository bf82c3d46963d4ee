using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.Schemas;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>Fills in a prompt.</summary>
internal sealed class GetPromptMethod(OfferCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.PromptsGet;

    public bool IsIn(string version) => true;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken)
    {
        if (request.Message.TextParam("name") is not { } name)
            return ValueTask.FromResult<McpResult>(RpcError.InvalidParams("\"name\" must be a string"));

        return catalog.FindPrompt(name)?.GetAsync(request, cancellationToken) ?? ValueTask.FromResult<McpResult>(
            RpcError.InvalidParams($"There is no prompt \"{Excerpt.Of(name)}\"; prompts/list names those that there are"));
    }
}
