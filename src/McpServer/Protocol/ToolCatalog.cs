using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentStack.McpServer.Arguments;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Protocol;

/// <summary>The tools of this server, in the order of their names, so that two lists are the same list.</summary>
internal sealed partial class ToolCatalog
{
    private readonly FrozenDictionary<string, Entry> _byName;

    /// <exception cref="InvalidOperationException">A name that model APIs refuse, or two tools of one name.</exception>
    public ToolCatalog(IEnumerable<McpServerTool> tools)
    {
        Tools = [.. tools.OrderBy(tool => tool.ProtocolTool.Name, StringComparer.Ordinal)];
        foreach (var tool in Tools.Where(tool => !ModelSafe().IsMatch(tool.ProtocolTool.Name)))
            throw new InvalidOperationException($"The tool name \"{tool.ProtocolTool.Name}\" is not 1 to 64 of [A-Za-z0-9_-]");

        if (Tools.CountBy(tool => tool.ProtocolTool.Name).FirstOrDefault(count => count.Value > 1) is { Key: { } twice })
            throw new InvalidOperationException($"Two tools are named \"{twice}\"");

        _byName = Tools.ToFrozenDictionary(
            tool => tool.ProtocolTool.Name,
            tool => new Entry(tool, ValueSchema.Read(tool.ProtocolTool.InputSchema)));
    }

    public IReadOnlyList<McpServerTool> Tools { get; }

    public McpServerTool? Find(string name) => _byName.TryGetValue(name, out var entry) ? entry.Tool : null;

    /// <summary>What is wrong with the arguments, a sentence each; nothing for good ones.</summary>
    public IReadOnlyList<string> Check(McpServerTool tool, JsonElement arguments) =>
        ArgumentCheck.Check(_byName[tool.ProtocolTool.Name].Arguments, arguments);

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.NonBacktracking)]
    private static partial Regex ModelSafe();

    private sealed record Entry(McpServerTool Tool, ValueSchema Arguments);
}
