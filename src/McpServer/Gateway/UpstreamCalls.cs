using System.Text.Json;
using AgentStack.McpServer.Gateway.Audit;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway;

/// <summary>The one way that calls take to an upstream.</summary>
internal sealed class UpstreamCalls(Upstreams upstreams)
{
    public async ValueTask<McpResult> CallAsync(
        UpstreamTool tool, McpRequest request, JsonElement arguments, CancellationToken cancellationToken)
    {
        AuditRecord.Find(request.Http)?.GoTo(tool.Upstream.Name, tool.Tool.Name);
        if (Hold(tool) is not var (upstream, held))
            return ToolError.Of($"{tool.Name} was not called: its server was just taken out of the gateway.");

        try
        {
            return await upstream.Traffic.RunAsync(
                request,
                async () => await SendAsync(upstream.Server, held, arguments, cancellationToken),
                problem => ToolError.Of($"{tool.Name} was not called: {problem}"),
                cancellationToken);
        }
        catch (RemoteMcpException e)
        {
            return ToolError.Of($"{tool.Name} could not be called: {e.Problem}");
        }
    }

    // A call that found its tool before the settings changed goes to the one that took its place.
    private (Upstream Upstream, RemoteTool Tool)? Hold(UpstreamTool tool)
    {
        if (tool.Upstream.Traffic.TryHold())
            return (tool.Upstream, tool.Tool);

        return upstreams.Find(tool.Upstream.Name) is { } next
            && next.Server.Listing?.Tools.FirstOrDefault(listed => listed.Name == tool.Tool.Name) is { } same
            && next.Traffic.TryHold() ? (next, same) : null;
    }

    private static async ValueTask<McpResult> SendAsync(
        RemoteMcpServer server, RemoteTool tool, JsonElement arguments, CancellationToken cancellationToken)
    {
        var values = arguments.ValueKind == JsonValueKind.Object
            ? arguments.EnumerateObject().ToDictionary(argument => argument.Name, argument => (object?)argument.Value)
            : [];
        return await server.CallToolAsync(tool, values, cancellationToken);
    }
}
