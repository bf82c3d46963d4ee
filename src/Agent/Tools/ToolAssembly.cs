using AgentStack.Agent.Tools.Names;
using AgentStack.Agent.Tools.Pins;
using AgentStack.Agent.Tools.Results;
using AgentStack.Agent.Tools.Schemas;
using AgentStack.RemoteMcp.Connections;
using Microsoft.SemanticKernel;

namespace AgentStack.Agent.Tools;

/// <summary>Makes of what servers list what a model is offered. A tool that cannot be offered is left out, with the reason.</summary>
internal sealed class ToolAssembly(IServiceProvider services, ToolOptions options, ToolPins pins)
{
    /// <summary>Changes of tools that no turn was told of yet, a sentence each.</summary>
    /// <param name="server">Whose tools; null for all.</param>
    public IReadOnlyList<string> TakeNews(string? server = null) => pins.TakeNews(server);

    /// <param name="answers">What each server listed, or why it did not.</param>
    /// <param name="isOneServer">Whether the tools keep their own names.</param>
    public ToolSet Assemble(IReadOnlyList<ServerTools> answers, bool isOneServer)
    {
        List<string> warnings = [.. answers.Select(answer => answer.Failure).OfType<string>()];
        // What the settings leave out is no news.
        warnings.AddRange(answers.SelectMany(answer => LeftOut(answer, tool => !tool.IsBySettings)).Select(tool => tool.ToString()));
        var found = answers.SelectMany(answer => answer.Tools.Select(tool => (answer.Server, Tool: tool))).ToList();
        var names = WireNames.Assign([.. found.Select(each => (each.Server.Name, each.Tool.Name))], isOneServer);

        pins.Refresh();
        var room = new ToolRoom();
        var offered = new List<OfferedTool>();
        var leftOut = answers.SelectMany(answer => LeftOut(answer, _ => true)).ToList();
        foreach (var ((server, tool), name) in found.Zip(names))
        {
            var fingerprint = ToolFingerprint.Of(tool);
            if ((pins.Refusal(tool, fingerprint) ?? Offer(name, tool, server, fingerprint, room, offered)) is not { } reason)
                continue;

            leftOut.Add(new UnofferedTool(server.Name, tool.Name, reason) { Fingerprint = fingerprint });
            warnings.Add(leftOut[^1].ToString());
        }

        return new ToolSet(CreateKernel(offered), offered, warnings) { LeftOut = leftOut };
    }

    private static IEnumerable<UnofferedTool> LeftOut(ServerTools answer, Func<LeftOutTool, bool> isMeant) =>
        answer.LeftOut.Where(isMeant).Select(tool => UnofferedTool.Of(answer.Server, tool));

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

            // Each server has a bound by now: AgentSettings gives it Tools:MaxResultBytes where it has none of its own.
            var results = new ToolResult(server.Options.MaxResultBytes!.Value, options.Images);
            var function = new RemoteToolFunction(name, tool, schema, server, results);
            if (!room.TryTake(function))
                return $"the tools before it take up the {ToolRoom.MaxBytes} bytes that all may have; McpServers:{server.Name}:Tools:Allow names those that are needed";

            offered.Add(new OfferedTool(name, tool, function.AsDeclarationOnly(), function.AsKernelFunction())
            {
                Fingerprint = fingerprint,
                Schema = schema,
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
        var kernel = services.GetRequiredService<Kernel>();
        foreach (var server in offered.GroupBy(tool => PluginName(tool.Remote.Server), StringComparer.OrdinalIgnoreCase))
            kernel.Plugins.AddFromFunctions(server.Key, server.Select(tool => tool.Function));

        return kernel;
    }

    // The kernel allows no dash in a plugin's name.
    private static string PluginName(string server) => server.Replace('-', '_');
}
