using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol;
using AgentStack.RemoteMcp.Connections;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Gateway;

/// <summary>A prompt of an upstream under its name here.</summary>
internal sealed class UpstreamPrompt(Upstream upstream, RemotePrompt prompt, string name, UpstreamCalls calls) : IServedPrompt
{
    public Upstream Upstream => upstream;

    public string Name => name;

    public JsonElement Definition { get; } = Renamed.Of(prompt.Definition, name);

    public ValueTask<McpResult> GetAsync(McpRequest request, CancellationToken cancellationToken) =>
        AskAsync(RequestMethods.PromptsGet, UpstreamCall.ParametersOf(request, prompt.Name), request, cancellationToken);

    public ValueTask<McpResult> CompleteAsync(
        McpRequest request, string argument, string typed, CancellationToken cancellationToken)
    {
        var parameters = UpstreamCall.ParametersOf(request);
        if (parameters["ref"] is JsonObject reference)
            reference["name"] = prompt.Name;

        return AskAsync(RequestMethods.CompletionComplete, parameters, request, cancellationToken);
    }

    private ValueTask<McpResult> AskAsync(
        string method, JsonObject parameters, McpRequest request, CancellationToken cancellationToken) =>
        calls.CallAsync(new UpstreamCall(upstream, method, name, prompt.Name, parameters), request, cancellationToken);
}
