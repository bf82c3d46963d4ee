using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>The server's tools, and what has to be done to them so that a model can be offered them.</summary>
internal sealed class ToolsCheck(RemoteMcpServer server, bool isOneServer) : ServerCheck(server, DoctorArea.Server, "tools")
{
    protected override async Task<Finding> WalkAsync(CancellationToken cancellationToken)
    {
        var tools = await Remote.ListToolsAsync(cancellationToken);
        return Finding.Good(ToolSurvey.Of(tools, isOneServer).ToString());
    }
}
