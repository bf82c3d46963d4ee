using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>
/// Completes an argument of a prompt or a resource template from the values that its parameter allows
/// (<see cref="AllowedValuesAttribute"/>); an argument without such a list is completed with nothing.
/// </summary>
internal sealed class CompleteMethod(PromptCatalog prompts, ResourceCatalog resources) : IMcpMethod
{
    private const int MostValues = 100;

    public string Name => RequestMethods.CompletionComplete;

    public bool IsIn(string version) => true;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Complete(request.Message));

    private McpResult Complete(RpcMessage message)
    {
        if (Text(message.Param("argument"), "name") is not { } argument || Text(message.Param("argument"), "value") is not { } value)
            return RpcError.InvalidParams("\"argument\" must be an object with the strings \"name\" and \"value\"");

        if (MetadataOf(message.Param("ref")) is not { } metadata)
            return RpcError.InvalidParams("\"ref\" must name a prompt (ref/prompt, name) or a resource template (ref/resource, uri) of this server");

        List<string> values =
            [.. AllowedValues(metadata, argument).Where(allowed => allowed.StartsWith(value, StringComparison.OrdinalIgnoreCase))];
        return new CompleteResult
        {
            Completion = new Completion { Values = [.. values.Take(MostValues)], Total = values.Count, HasMore = values.Count > MostValues },
        };
    }

    private IReadOnlyList<object>? MetadataOf(JsonElement? reference) => Text(reference, "type") switch
    {
        "ref/prompt" when Text(reference, "name") is { } name => prompts.Find(name)?.Metadata,
        "ref/resource" when Text(reference, "uri") is { } uri => (resources.FindTemplate(uri) ?? resources.Find(uri))?.Metadata,
        _ => null,
    };

    private static IEnumerable<string> AllowedValues(IReadOnlyList<object> metadata, string argument) => metadata
        .OfType<MethodInfo>()
        .SelectMany(method => method.GetParameters())
        .Where(parameter => parameter.Name == argument)
        .SelectMany(parameter => parameter.GetCustomAttribute<AllowedValuesAttribute>()?.Values ?? [])
        .OfType<string>();

    private static string? Text(JsonElement? json, string member) =>
        json is { ValueKind: JsonValueKind.Object } value
        && value.TryGetProperty(member, out var text)
        && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
