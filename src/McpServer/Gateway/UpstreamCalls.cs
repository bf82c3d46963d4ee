using System.Text.Json;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol;
using AgentStack.RemoteMcp;

namespace AgentStack.McpServer.Gateway;

/// <summary>The one way that calls take to an upstream.</summary>
internal sealed class UpstreamCalls
{
#pragma warning disable CA1822 // It gets limits, an audit log and figures.
    public async ValueTask<McpResult> CallAsync(
        UpstreamTool tool, McpRequest request, JsonElement arguments, CancellationToken cancellationToken)
    {
        try
        {
            var values = arguments.ValueKind == JsonValueKind.Object
                ? arguments.EnumerateObject().ToDictionary(argument => argument.Name, argument => (object?)argument.Value)
                : [];
            return await tool.Upstream.Server.CallToolAsync(tool.Tool, values, cancellationToken);
        }
        catch (RemoteMcpException e)
        {
            return ToolError.Of($"{tool.Name} could not be called: {e.Problem}");
        }
    }
#pragma warning restore CA1822
}
