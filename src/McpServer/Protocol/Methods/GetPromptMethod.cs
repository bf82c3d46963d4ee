using System.Text.Json;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.Schemas;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>Fills in a prompt. Its arguments are texts, and those that it needs must be there.</summary>
internal sealed class GetPromptMethod(PromptCatalog catalog, CodeRunner runner) : IMcpMethod
{
    public string Name => RequestMethods.PromptsGet;

    public bool IsIn(string version) => true;

    public async ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken)
    {
        if (request.Message.TextParam("name") is not { } name)
            return RpcError.InvalidParams("\"name\" must be a string");

        if (catalog.Find(name) is not { } prompt)
            return RpcError.InvalidParams($"There is no prompt \"{Excerpt.Of(name)}\"; prompts/list names those that there are");

        if (Check(prompt.ProtocolPrompt, request.Message.Param("arguments") ?? default) is { } problem)
            return RpcError.InvalidParams(problem);

        return await runner.RunAsync<GetPromptRequestParams>(
            request, name, async context => await prompt.GetAsync(context, cancellationToken), cancellationToken);
    }

    private static string? Check(Prompt prompt, JsonElement arguments)
    {
        if (arguments.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
            return "\"arguments\" must be an object";

        List<JsonProperty> given = arguments.ValueKind == JsonValueKind.Object ? [.. arguments.EnumerateObject()] : [];
        foreach (var argument in given)
        {
            if (prompt.Arguments?.Any(known => known.Name == argument.Name) != true)
                return $"The prompt {prompt.Name} has no argument \"{Excerpt.Of(argument.Name)}\"";

            if (argument.Value.ValueKind != JsonValueKind.String)
                return $"The argument \"{argument.Name}\" of the prompt {prompt.Name} must be a string";
        }

        return prompt.Arguments?.FirstOrDefault(known => known.Required == true && given.All(argument => argument.Name != known.Name))
            is { } missing ? $"The prompt {prompt.Name} needs the argument \"{missing.Name}\"" : null;
    }
}
