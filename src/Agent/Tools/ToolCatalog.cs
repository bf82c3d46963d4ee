using AgentStack.RemoteMcp.Connections;
using Microsoft.SemanticKernel;

namespace AgentStack.Agent.Tools;

/// <summary>The tools of all configured servers. A server that is down, slow or wrong costs only its own.</summary>
internal sealed class ToolCatalog : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly IReadOnlyList<ServerToolList> _lists;
    private readonly IServiceProvider _services;
    private readonly ToolOptions _options;

    // Good while no server has been listed again; schemas and kernel functions are not made anew for every turn.
    private volatile AssembledTools? _assembled;

    public ToolCatalog(
        RemoteMcpServers servers, IServiceProvider services, ToolOptions options, TimeProvider clock, ILogger<ServerToolList> logger)
    {
        _services = services;
        _options = options;
        _lists = [.. servers.All.Select(server => new ServerToolList(
            server, options, clock, logger, _stopping.Token))];
    }

    /// <summary>What is known of each server at this moment; asks nobody.</summary>
    public IEnumerable<ServerState> Servers => _lists.Select(list => list.State);

    /// <summary>The tools of this moment; waits for servers that are being connected, with a limit.</summary>
    public async Task<ToolSet> GetAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(_lists.Select(list => list.GetAsync(cancellationToken)));
        if (_assembled is not { } last || !last.From.AsSpan().SequenceEqual(answers))
            _assembled = last = new AssembledTools(answers, Assemble(answers));

        return last.Tools;
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        foreach (var list in _lists)
            list.Dispose();
    }

    private ToolSet Assemble(ServerTools[] answers)
    {
        List<string> warnings = [.. answers.Select(answer => answer.Failure).OfType<string>()];
        warnings.AddRange(answers.SelectMany(LeftOut));
        var found = answers.SelectMany(answer => answer.Tools.Select(tool => (answer.Server, Tool: tool))).ToList();
        var names = WireNames.Assign([.. found.Select(each => (each.Server.Name, each.Tool.Name))], _lists.Count == 1);

        var offered = new List<OfferedTool>();
        foreach (var ((server, tool), name) in found.Zip(names))
        {
            try
            {
                offered.Add(Offer(name, tool, server));
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                warnings.Add($"The tool '{tool.Name}' of MCP server '{server.Name}' is left out: its schema cannot be offered.");
            }
        }

        return new ToolSet(CreateKernel(offered), offered, warnings);
    }

    private static IEnumerable<string> LeftOut(ServerTools answer) =>
        answer.LeftOut.Where(tool => !tool.IsBySettings)
            .Select(tool => $"The tool '{tool.Name}' of MCP server '{answer.Server.Name}' is left out: {tool.Reason}");

    private OfferedTool Offer(string name, RemoteTool tool, RemoteMcpServer server)
    {
        var function = new RemoteToolFunction(name, tool, server, _options.MaxResultLength);
        return new OfferedTool(name, tool, function.AsDeclarationOnly(), function.AsKernelFunction());
    }

    private Kernel CreateKernel(List<OfferedTool> offered)
    {
        var kernel = _services.GetRequiredService<Kernel>();
        foreach (var server in offered.GroupBy(tool => PluginName(tool.Remote.Server), StringComparer.OrdinalIgnoreCase))
            kernel.Plugins.AddFromFunctions(server.Key, server.Select(tool => tool.Function));

        return kernel;
    }

    // The kernel allows no dash in a plugin's name.
    private static string PluginName(string server) => server.Replace('-', '_');
}
