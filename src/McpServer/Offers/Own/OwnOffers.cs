using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Offers.Own;

/// <summary>The tools, prompts and resources of this server's own code, in the order of their names.</summary>
internal sealed partial class OwnOffers : IOfferSource
{
    private readonly FrozenDictionary<string, IServedTool> _tools;

    /// <exception cref="InvalidOperationException">A name that model APIs refuse, or two tools of one name.</exception>
    public OwnOffers(
        IEnumerable<McpServerTool> tools,
        IEnumerable<McpServerPrompt> prompts,
        IEnumerable<McpServerResource> resources,
        CodeRunner runner)
    {
        Tools = [.. tools.Select(tool => new OwnTool(tool, runner)).OrderBy(tool => tool.Name, StringComparer.Ordinal)];
        Check(Tools);
        _tools = Tools.ToFrozenDictionary(tool => tool.Name, StringComparer.Ordinal);

        Prompts = [.. prompts.Select(prompt => new OwnPrompt(prompt, runner)).OrderBy(prompt => prompt.Name, StringComparer.Ordinal)];
        var all = resources.Select(resource => new OwnResource(resource, runner)).OrderBy(resource => resource.Uri, StringComparer.Ordinal);
        var ofKind = all.ToLookup(resource => resource.IsTemplate);
        Resources = [.. ofKind[false]];
        Templates = [.. ofKind[true]];
    }

    public IReadOnlyList<IServedTool> Tools { get; }

    public IReadOnlyList<IServedPrompt> Prompts { get; }

    public IReadOnlyList<IServedResource> Resources { get; }

    public IReadOnlyList<IServedResource> Templates { get; }

    public IServedTool? FindTool(string name) => _tools.GetValueOrDefault(name);

    private static void Check(IReadOnlyList<IServedTool> tools)
    {
        foreach (var tool in tools.Where(tool => !ModelSafe().IsMatch(tool.Name)))
            throw new InvalidOperationException($"The tool name \"{tool.Name}\" is not 1 to 64 of [A-Za-z0-9_-]");

        if (tools.CountBy(tool => tool.Name).FirstOrDefault(count => count.Value > 1) is { Key: { } twice })
            throw new InvalidOperationException($"Two tools are named \"{twice}\"");
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.NonBacktracking)]
    private static partial Regex ModelSafe();
}
