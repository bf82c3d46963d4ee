using System.Text.Json;
using AgentStack.McpServer.Gateway.Names;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol;
using AgentStack.RemoteMcp.Connections;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Gateway;

/// <summary>A tool of an upstream under its name here. Its arguments are the upstream's to judge.</summary>
internal sealed class UpstreamTool(Upstream upstream, RemoteTool tool, string name, UpstreamCalls calls) : IServedTool
{
    public Upstream Upstream => upstream;

    /// <summary>As its own server has it.</summary>
    public RemoteTool Tool => tool;

    public string Name => name;

    /// <summary>Also those that it has when the upstream lists others: what an upstream lists beside a tool frees it of no rule.</summary>
    public IReadOnlyList<string> Names { get; } = GatewayNames.All(upstream.Name, tool.Name, name);

    public JsonElement Definition { get; } = Renamed.Of(tool.Definition, name);

    public ValueTask<McpResult> CallAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken) =>
        calls.CallAsync(
            new UpstreamCall(upstream, RequestMethods.ToolsCall, name, tool.Name, UpstreamCall.ParametersOf(request, tool.Name))
            {
                IsRepeatable = tool.IsRepeatable,
            },
            request,
            cancellationToken);
}
