using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Gateway.Audit;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.McpServer.Protocol.Methods;

namespace AgentStack.McpServer.Gateway.Search;

/// <summary>
/// Calls a tool that was found by search, for clients that call only what their list of tools had from the start. It is a
/// call of that tool in every respect: it is checked, logged and limited as one.
/// </summary>
internal sealed class CallTool(Lazy<CallToolMethod> calls)
{
    public const string Name = "call_tool";

    private static readonly JsonElement Definition = JsonElement.Parse(
        """
        {
          "name": "call_tool",
          "title": "Call a tool",
          "description": "Calls a tool of this server by its name, as search_tools found it, and returns its result. Use it for a tool that is not among the tools that you can call directly.",
          "inputSchema": {
            "type": "object",
            "properties": {
              "name": { "type": "string", "minLength": 1, "description": "The tool's name, as search_tools gives it." },
              "arguments": { "type": "object", "description": "The tool's arguments, by its own input schema." }
            },
            "required": ["name"],
            "additionalProperties": false
          },
          "annotations": { "readOnlyHint": false, "destructiveHint": true, "idempotentHint": false, "openWorldHint": true }
        }
        """);

    public GatewayTool Tool => new(Definition, CallAsync);

    private async ValueTask<McpResult> CallAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken)
    {
        var name = arguments.GetProperty("name").GetString()!;
        if (name == Name)
            return ToolError.Of($"{Name} cannot call itself: name the tool that is to be called.");

        var inner = request with { Message = Unwrap(request.Message, arguments) };
        AuditRecord.Find(request.Http)?.BecomeCallOf(name, inner.Message.Param("arguments") ?? default);
        var result = await calls.Value.CallAsync(inner, isNamedInHeaders: false, cancellationToken);

        // The name was a model's choice, and so the model is told. All else is as it would be without this tool.
        return result.Error is { } error && error == CallToolMethod.NoSuchTool(name)
            ? ToolError.Of($"{error.Message}. {SearchTool.Name} finds tools and their names.")
            : result;
    }

    // All that came with the call stays with it: what its _meta says is meant for the tool.
    private static RpcMessage Unwrap(RpcMessage message, JsonElement arguments)
    {
        var parameters = JsonObject.Create(message.Params)!;
        parameters["name"] = JsonSerializer.SerializeToNode(arguments.GetProperty("name"));
        parameters.Remove("arguments");
        if (arguments.TryGetProperty("arguments", out var inner))
            parameters["arguments"] = JsonSerializer.SerializeToNode(inner);

        return message.WithParams(JsonSerializer.SerializeToElement(parameters));
    }
}
