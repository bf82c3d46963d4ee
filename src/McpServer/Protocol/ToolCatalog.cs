using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentStack.Schemas;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Protocol;

/// <summary>The tools of this server, in the order of their names, so that two lists are the same list.</summary>
internal sealed partial class ToolCatalog
{
    private readonly FrozenDictionary<string, McpServerTool> _byName;

    /// <exception cref="InvalidOperationException">A name that model APIs refuse, or two tools of one name.</exception>
    public ToolCatalog(IEnumerable<McpServerTool> tools)
    {
        Tools = [.. tools.OrderBy(tool => tool.ProtocolTool.Name, StringComparer.Ordinal)];
        foreach (var tool in Tools.Where(tool => !ModelSafe().IsMatch(tool.ProtocolTool.Name)))
            throw new InvalidOperationException($"The tool name \"{tool.ProtocolTool.Name}\" is not 1 to 64 of [A-Za-z0-9_-]");

        if (Tools.CountBy(tool => tool.ProtocolTool.Name).FirstOrDefault(count => count.Value > 1) is { Key: { } twice })
            throw new InvalidOperationException($"Two tools are named \"{twice}\"");

        _byName = Tools.ToFrozenDictionary(tool => tool.ProtocolTool.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<McpServerTool> Tools { get; }

    public McpServerTool? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>What is wrong with the arguments, a sentence each; nothing for good ones.</summary>
    public static IReadOnlyList<string> Check(McpServerTool tool, JsonElement arguments) =>
        ArgumentCheck.Check(tool.ProtocolTool.InputSchema, arguments, IsWhole);

    // 1.0 and 1e2 are whole to JSON Schema, but a binder to int takes neither.
    private static bool IsWhole(JsonElement number) => number.TryGetInt64(out _);

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.NonBacktracking)]
    private static partial Regex ModelSafe();
}
