using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway;

/// <summary>A tool of an upstream under its name here.</summary>
internal sealed class UpstreamTool(Upstream upstream, RemoteTool tool, UpstreamCalls calls) : IServedTool
{
    private const string Mark = "___";

    public Upstream Upstream => upstream;

    /// <summary>As its own server has it.</summary>
    public RemoteTool Tool => tool;

    public string Name { get; } = $"{upstream.Name}{Mark}{tool.Name}";

    public JsonElement Definition => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["name"] = Name,
        ["description"] = tool.Description,
        ["inputSchema"] = JsonObject.Create(tool.InputSchema),
    });

    public ValueTask<McpResult> CallAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken) =>
        calls.CallAsync(this, request, arguments, cancellationToken);
}
