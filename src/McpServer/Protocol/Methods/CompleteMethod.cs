using System.Text.Json;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>Completes an argument of a prompt or a resource template.</summary>
internal sealed class CompleteMethod(OfferCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.CompletionComplete;

    public bool IsIn(string version) => true;

    public async ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var asked = request.Message.Param("argument");
        if (Text(asked, "name") is not { } argument || Text(asked, "value") is not { } typed)
            return Refuse("\"argument\" must be an object with the strings \"name\" and \"value\"");

        await catalog.SettledAsync(cancellationToken);
        var reference = request.Message.Param("ref");
        ValueTask<McpResult>? answer = Text(reference, "type") switch
        {
            "ref/prompt" when Text(reference, "name") is { } name =>
                catalog.FindPrompt(name)?.CompleteAsync(request, argument, typed, cancellationToken),
            "ref/resource" when Text(reference, "uri") is { } uri =>
                (catalog.FindTemplate(uri) ?? catalog.FindResource(uri))?.CompleteAsync(request, argument, typed, cancellationToken),
            _ => null,
        };
        return answer is { } completion
            ? await completion
            : Refuse("\"ref\" must name a prompt (ref/prompt, name) or a resource template (ref/resource, uri) of this server");
    }

    private static McpResult Refuse(string problem) => RpcError.InvalidParams(problem);

    private static string? Text(JsonElement? json, string member) =>
        json is { ValueKind: JsonValueKind.Object } value
        && value.TryGetProperty(member, out var text)
        && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
