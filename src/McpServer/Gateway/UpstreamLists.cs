using AgentStack.McpServer.Gateway.Names;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway;

/// <summary>Makes of what an upstream lists what the gateway offers.</summary>
internal sealed class UpstreamLists(UpstreamCalls calls, OwnNames own)
{
    public UpstreamOffers Read(Upstream upstream, ServerOffers listed)
    {
        var tools = listed.Tools.Tools;
        var prompts = listed.Prompts;
        var toolNames = GatewayNames.Assign(upstream.Name, tools.Select(tool => tool.Name), own.Tools);
        var promptNames = GatewayNames.Assign(upstream.Name, prompts.Select(prompt => prompt.Name), own.Prompts);
        return new UpstreamOffers(
            [.. tools.Zip(toolNames, (tool, name) => new UpstreamTool(upstream, tool, name, calls))],
            [.. prompts.Zip(promptNames, (prompt, name) => new UpstreamPrompt(upstream, prompt, name, calls))],
            [.. listed.Resources.Select(resource => UpstreamResource.Of(upstream, resource, calls))],
            [.. listed.Templates.Select(template => UpstreamResource.Of(upstream, template, calls))]);
    }
}
