using AgentStack.Agent.Tools;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>
/// The tools of all servers as a turn offers them: they share one room, and names that clash. Nobody is asked again.
/// </summary>
internal sealed class AllToolsCheck(RemoteMcpServers servers, ToolAssembly assembly, int configured, TimeProvider clock) : IDoctorCheck
{
    public string Name => "all tools";

    public string? Server => null;

    public DoctorArea Area => DoctorArea.Server;

    public Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        var answers = servers.All.Where(server => server.Listing is not null)
            .Select(server => new ServerTools(server, server.Listing!.Tools, Failure: null, clock.GetUtcNow()))
            .ToList();
        var offered = assembly.Assemble(answers, isOneServer: configured == 1);
        var leftOut = offered.LeftOut.GroupBy(tool => tool.Server)
            .Select(server => $"{server.Count()} of {server.Key} left out: {ToolSurvey.Some([.. server.Select(ToolSurvey.Describe)])}");
        return Task.FromResult(Finding.Good(string.Join("; ", [Offered(offered.Tools, answers.Count), .. leftOut])));
    }

    private static string Offered(IReadOnlyList<OfferedTool> tools, int answers) =>
        $"{tools.Count} {(tools.Count == 1 ? "tool is" : "tools are")} offered, of {answers} {(answers == 1 ? "server" : "servers")}";
}
