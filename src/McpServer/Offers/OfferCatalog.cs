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

    /// <inheritdoc cref="IOfferSource.Freshness"/>
    public TimeSpan Freshness => _sources.Min(source => source.Freshness);

    public IServedTool? FindTool(string name) => First(source => source.FindTool(name));

    public IServedPrompt? FindPrompt(string name) => First(source => source.FindPrompt(name));

    public IServedResource? FindResource(string uri) => First(source => source.FindResource(uri));

    public IServedResource? FindTemplate(string uriTemplate) =>
        _sources.SelectMany(source => source.Templates).FirstOrDefault(template => template.Uri == uriTemplate);

    /// <inheritdoc cref="IOfferSource.WhyMissing"/>
    public string? WhyMissing(string name) => First(source => source.WhyMissing(name));

    /// <inheritdoc cref="IOfferSource.SettledAsync"/>
    public Task SettledAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_sources.Select(source => source.SettledAsync(cancellationToken)));

    private T? First<T>(Func<IOfferSource, T?> find)
        where T : class => _sources.Select(find).FirstOrDefault(found => found is not null);

    private IEnumerable<T> Merge<T>(Func<IOfferSource, IReadOnlyList<T>> list, Func<T, string> key) => _sources.Length == 1
        ? list(_sources[0])
        : _sources.SelectMany(list).DistinctBy(key).OrderBy(key, StringComparer.Ordinal);
}
