using AgentStack.Agent.Tools;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>All servers' tools as a turn has them: they share the room of a request, and their names.</summary>
internal sealed class ToolsTogetherCheck(RemoteMcpServers servers, ToolAssembly assembly) : IDoctorCheck
{
    public string Name => "tools together";

    public string? Server => null;

    public DoctorArea Area => DoctorArea.Server;

    public Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        var answers = servers.All.Select(Answer).OfType<ServerTools>().ToList();
        var together = assembly.Assemble(answers, isOneServer: false);
        var shares = answers.Select(answer => ToolShare.Of(answer.Server.Name, assembly.Assemble([answer], isOneServer: false), together)).ToList();
        var text = string.Join("; ",
            [$"{together.Tools.Count} tools of {answers.Count} servers", .. shares.Select(share => share.ToString()).Where(share => share.Length > 0)]);
        return Task.FromResult(shares.Exists(share => share.IsNothing)
            ? Finding.Bad(
                text,
                "A server whose tools are offered alone has none beside the others.",
                "Name the tools that are needed in McpServers:NAME:Tools:Allow of each server.")
            : Finding.Good(text));
    }

    private static ServerTools? Answer(RemoteMcpServer server) => server.Listing is { } listing
        ? new ServerTools(server, listing.Tools, Failure: null, listing.At) { LeftOut = listing.LeftOut }
        : null;
}
