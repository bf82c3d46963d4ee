using AgentStack.Agent.Tools.Names;
using AgentStack.Agent.Tools.Pins;
using AgentStack.Agent.Tools.Results;
using AgentStack.Agent.Tools.Schemas;
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
    private readonly ToolPins _pins;

    // Good while no server has been listed again; schemas and kernel functions are not made anew for every turn.
    private volatile AssembledTools? _assembled;

    public ToolCatalog(
        RemoteMcpServers servers,
        IServiceProvider services,
        ToolOptions options,
        ToolPins pins,
        TimeProvider clock,
        ILogger<ServerToolList> logger)
    {
        _services = services;
        _options = options;
        _pins = pins;
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

    /// <summary>Changes of tools that no turn was told of yet, a sentence each.</summary>
    public IReadOnlyList<string> TakeNews() => _pins.TakeNews();

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

        _pins.Refresh();
        var room = new ToolRoom();
        var offered = new List<OfferedTool>();
        var leftOut = new List<UnofferedTool>();
        foreach (var ((server, tool), name) in found.Zip(names))
        {
            var fingerprint = ToolFingerprint.Of(tool);
            if (_pins.Refusal(tool, fingerprint) is { } changed)
                leftOut.Add(new UnofferedTool(server.Name, tool.Name, changed));
            else
                LeaveOut(tool, Offer(name, tool, server, fingerprint, room, offered));
        }

        return new ToolSet(CreateKernel(offered), offered, warnings) { LeftOut = leftOut };

        void LeaveOut(RemoteTool tool, string? reason)
        {
            if (reason is null)
                return;

            leftOut.Add(new UnofferedTool(tool.Server, tool.Name, reason));
            warnings.Add(leftOut[^1].ToString());
        }
    }

    private static IEnumerable<string> LeftOut(ServerTools answer) =>
        answer.LeftOut.Where(tool => !tool.IsBySettings)
            .Select(tool => $"The tool '{tool.Name}' of MCP server '{answer.Server.Name}' is left out: {tool.Reason}");

    /// <returns>Why it is not offered; null when it is.</returns>
    private string? Offer(
        string name, RemoteTool tool, RemoteMcpServer server, string fingerprint, ToolRoom room, List<OfferedTool> offered)
    {
        if (!tool.Name.All(IsSendable))
            return "its name has characters that do not go into the header in which a call repeats it";

        try
        {
            var (schema, refusal) = ToolSchema.Offer(tool.InputSchema);
            if (schema is null)
                return refusal;

            var results = new ToolResult(server.Options.MaxResultBytes ?? _options.MaxResultBytes, _options.Images);
            var function = new RemoteToolFunction(name, tool, schema, server, results);
            if (!room.TryTake(function))
                return $"the tools before it take up the {ToolRoom.MaxBytes} bytes that all may have; McpServers:{server.Name}:Tools:Allow names those that are needed";

            offered.Add(new OfferedTool(name, tool, function.AsDeclarationOnly(), function.AsKernelFunction())
            {
                Fingerprint = fingerprint,
                Repairs = schema.Repairs,
                Names = schema.Names.IsEmpty ? null : schema.Names,
            });
            return null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return "its schema cannot be offered";
        }
    }

    // The protocol's client puts the name into a header as it is: such a call would fail, and look like a server that is down.
    private static bool IsSendable(char letter) => letter is >= ' ' and <= '~';

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
