using System.Text.Json;
using AgentStack.McpServer.Protocol;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.Schemas;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Offers.Own;

/// <summary>A prompt of this server's own code. Its arguments are texts, and those that it needs must be there.</summary>
internal sealed class OwnPrompt(McpServerPrompt prompt, CodeRunner runner) : IServedPrompt
{
    private readonly IList<PromptArgument> _arguments = prompt.ProtocolPrompt.Arguments ?? [];

    public string Name => prompt.ProtocolPrompt.Name;

    public JsonElement Definition { get; } = Written.Of(prompt.ProtocolPrompt);

    public ValueTask<McpResult> GetAsync(McpRequest request, CancellationToken cancellationToken) =>
        Check(request.Message.Param("arguments") ?? default) is { } problem
            ? ValueTask.FromResult<McpResult>(RpcError.InvalidParams(problem))
            : runner.RunAsync<GetPromptRequestParams>(
                request,
                Name,
                async context => await prompt.GetAsync(context, cancellationToken),
                isTool: false,
                cancellationToken);

    public ValueTask<McpResult> CompleteAsync(
        McpRequest request, string argument, string typed, CancellationToken cancellationToken) =>
        ValueTask.FromResult<McpResult>(AllowedValues.Complete(prompt.Metadata, argument, typed));

    private string? Check(JsonElement arguments)
    {
        if (arguments.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
            return "\"arguments\" must be an object";

        List<JsonProperty> given = arguments.ValueKind == JsonValueKind.Object ? [.. arguments.EnumerateObject()] : [];
        foreach (var argument in given)
        {
            if (_arguments.All(known => known.Name != argument.Name))
                return $"The prompt {Name} has no argument \"{Excerpt.Of(argument.Name)}\"";

            if (argument.Value.ValueKind != JsonValueKind.String)
                return $"The argument \"{argument.Name}\" of the prompt {Name} must be a string";
        }

        return _arguments.FirstOrDefault(known => known.Required == true && given.TrueForAll(argument => argument.Name != known.Name))
            is { } missing ? $"The prompt {Name} needs the argument \"{missing.Name}\"" : null;
    }
}
