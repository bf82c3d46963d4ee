using AgentStack.Agent.Tools;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>The server's tools, and what has to be done to them so that a model can be offered them.</summary>
internal sealed class ToolsCheck(RemoteMcpServer server, ToolAssembly assembly, bool isOneServer, TimeProvider clock)
    : ServerCheck(server, DoctorArea.Server, "tools")
{
    protected override async Task<Finding> WalkAsync(CancellationToken cancellationToken)
    {
        var tools = await Remote.ListToolsAsync(cancellationToken);
        var leftOut = Remote.Listing?.LeftOut ?? [];
        var offered = assembly.Assemble(
            [new ServerTools(Remote, tools, Failure: null, clock.GetUtcNow()) { LeftOut = leftOut }], isOneServer);
        var survey = ToolSurvey.Of(offered.Tools, offered.LeftOut);
        if (survey.IsBarren)
        {
            return Finding.Bad(
                $"None of its tools is offered: {survey}",
                "The model cannot use this server.",
                $"Tools:Pins and Tools:OnChange, McpServers:{Server}:Tools:Allow and Deny, or the server's own definitions decide that.");
        }

        return Finding.Good(string.Join("; ", [survey.ToString(), .. assembly.TakeNews(Remote.Name).Select(news => news.TrimEnd('.'))]));
    }
}
