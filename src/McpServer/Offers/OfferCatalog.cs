namespace AgentStack.McpServer.Offers;

/// <summary>All that this server offers at this moment, of all its parts. Where two offer the same, the first is taken.</summary>
internal sealed class OfferCatalog(IEnumerable<IOfferSource> sources)
{
    private readonly IOfferSource[] _sources = [.. sources];

    public IEnumerable<IServedTool> Tools => Merge(source => source.Tools, tool => tool.Name);

    /// <summary>Also those that are not listed.</summary>
    public IEnumerable<IServedTool> Callable => Merge(source => source.Callable, tool => tool.Name);

    public IEnumerable<IServedPrompt> Prompts => Merge(source => source.Prompts, prompt => prompt.Name);

    public IEnumerable<IServedResource> Resources => Merge(source => source.Resources, resource => resource.Uri);

    public IEnumerable<IServedResource> Templates => Merge(source => source.Templates, template => template.Uri);

    public IServedTool? FindTool(string name) => _sources.Select(source => source.FindTool(name)).FirstOrDefault(tool => tool is not null);

    public IServedPrompt? FindPrompt(string name) =>
        _sources.SelectMany(source => source.Prompts).FirstOrDefault(prompt => prompt.Name == name);

    /// <summary>A resource of this very address goes before a template that covers it.</summary>
    public IServedResource? FindResource(string uri) =>
        _sources.SelectMany(source => source.Resources).FirstOrDefault(resource => resource.Uri == uri)
        ?? _sources.SelectMany(source => source.Templates).FirstOrDefault(template => template.Covers(uri));

    public IServedResource? FindTemplate(string uriTemplate) =>
        _sources.SelectMany(source => source.Templates).FirstOrDefault(template => template.Uri == uriTemplate);

    private IEnumerable<T> Merge<T>(Func<IOfferSource, IReadOnlyList<T>> list, Func<T, string> key) => _sources.Length == 1
        ? list(_sources[0])
        : _sources.SelectMany(list).DistinctBy(key).OrderBy(key, StringComparer.Ordinal);
}
