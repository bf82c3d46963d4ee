using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Tools;

/// <summary>The tools of all configured servers. A server that is down, slow or wrong costs only its own.</summary>
internal sealed class ToolCatalog : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly IReadOnlyList<ServerToolList> _lists;
    private readonly ToolAssembly _assembly;

    // Good while no server has been listed again; schemas and kernel functions are not made anew for every turn.
    private volatile AssembledTools? _assembled;

    public ToolCatalog(
        RemoteMcpServers servers, ToolAssembly assembly, ToolOptions options, TimeProvider clock, ILogger<ServerToolList> logger)
    {
        _assembly = assembly;
        _lists = [.. servers.All.Select(server => new ServerToolList(
            server, options, clock, logger, _stopping.Token))];
    }

    /// <summary>What is known of each server at this moment; asks nobody.</summary>
    public IEnumerable<ServerState> Servers
    {
        get
        {
            var states = _lists.Select(list => list.State).ToList();
            var tools = Assemble([.. _lists.Select(list => list.Answer)]);
            return states.Select(state => state with
            {
                Offered = tools.Tools.Count(tool => tool.Remote.Server == state.Name),
                LeftOut = [.. tools.LeftOut.Where(tool => tool.Server == state.Name)],
            });
        }
    }

    /// <summary>Servers that are left alone for a while are asked all the same: somebody wants to know whether they are mended.</summary>
    public void TryNow()
    {
        foreach (var list in _lists)
            list.TryNow();
    }

    /// <summary>The tools of this moment; waits for servers that are being connected, with a limit.</summary>
    public async Task<ToolSet> GetAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(_lists.Select(list => list.GetAsync(cancellationToken)));
        return Assemble(answers);
    }

    /// <summary>Changes of tools that no turn was told of yet, a sentence each.</summary>
    public IReadOnlyList<string> TakeNews() => _assembly.TakeNews();

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        foreach (var list in _lists)
            list.Dispose();
    }

    private ToolSet Assemble(ServerTools[] answers)
    {
        if (_assembled is not { } last || !last.From.AsSpan().SequenceEqual(answers))
            _assembled = last = new AssembledTools(answers, _assembly.Assemble(answers, isOneServer: _lists.Count == 1));

        return last.Tools;
    }
}
