using System.Collections.Frozen;
using AgentStack.McpServer.Offers;

namespace AgentStack.McpServer.Gateway;

/// <summary>What all upstreams offer, as one list of each kind. Where two have one address, the first by name serves it.</summary>
internal sealed class MergedOffers
{
    private readonly FrozenDictionary<string, UpstreamTool> _tools;
    private readonly FrozenDictionary<string, UpstreamPrompt> _prompts;
    private readonly Dictionary<string, UpstreamResource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UpstreamResource> _templates = new(StringComparer.Ordinal);
    private readonly List<LeftOutResource> _leftOut = [];
    private readonly UpstreamResource[] _templatesInTurn;

    public MergedOffers(IReadOnlyList<Upstream> upstreams, int version)
    {
        Version = version;
        UpstreamOffers[] all = [.. upstreams.Select(upstream => upstream.Offers)];
        Tools = [.. all.SelectMany(offers => offers.Tools).OrderBy(tool => tool.Name, StringComparer.Ordinal)];
        Prompts = [.. all.SelectMany(offers => offers.Prompts).OrderBy(prompt => prompt.Name, StringComparer.Ordinal)];
        _tools = Tools.ToFrozenDictionary(tool => tool.Name, StringComparer.Ordinal);
        _prompts = Prompts.ToFrozenDictionary(prompt => prompt.Name, StringComparer.Ordinal);

        foreach (var offers in all)
        {
            Add(offers.Resources, _resources);
            Add(offers.Templates.Where(HasScheme), _templates);
        }

        Resources = InOrder(_resources);
        Templates = InOrder(_templates);
        _templatesInTurn =
        [
            .. all.SelectMany(offers => offers.Templates).Where(resource => resource.Template!.HasScheme)
                .OrderByDescending(resource => resource.Template!.Literal.Length),
        ];
        _leftOut.AddRange(TemplateOverlaps.Of(_templatesInTurn));
    }

    public int Version { get; }

    public IReadOnlyList<UpstreamTool> Tools { get; }

    public IReadOnlyList<UpstreamPrompt> Prompts { get; }

    public IReadOnlyList<IServedResource> Resources { get; }

    public IReadOnlyList<IServedResource> Templates { get; }

    /// <summary>What is not offered, or not for all its addresses, since another upstream has it too or may have.</summary>
    public IReadOnlyList<LeftOutResource> LeftOut => _leftOut;

    public UpstreamTool? FindTool(string name) => _tools.GetValueOrDefault(name);

    public UpstreamPrompt? FindPrompt(string name) => _prompts.GetValueOrDefault(name);

    /// <summary>
    /// The one that is listed, or whose template covers the address: the one with the longest beginning that is no variable,
    /// and of those that of the first upstream.
    /// </summary>
    public IServedResource? FindResource(string uri) =>
        _resources.GetValueOrDefault(uri) ?? Array.Find(_templatesInTurn, template => template.Covers(uri));

    private void Add(IEnumerable<UpstreamResource> resources, Dictionary<string, UpstreamResource> known)
    {
        foreach (var resource in resources)
        {
            if (known.TryAdd(resource.Uri, resource))
                continue;

            var reason = $"the upstream '{known[resource.Uri].Upstream.Name}' has it too, and serves it";
            _leftOut.Add(new LeftOutResource(resource.Upstream.Name, resource.Uri, reason));
        }
    }

    private bool HasScheme(UpstreamResource resource)
    {
        if (resource.Template!.HasScheme)
            return true;

        const string Reason = "it begins with no scheme, such as orders:, and so would stand for addresses of others too";
        _leftOut.Add(new LeftOutResource(resource.Upstream.Name, resource.Uri, Reason));
        return false;
    }

    private static IServedResource[] InOrder(Dictionary<string, UpstreamResource> resources) =>
        [.. resources.Values.OrderBy(resource => resource.Uri, StringComparer.Ordinal)];
}
