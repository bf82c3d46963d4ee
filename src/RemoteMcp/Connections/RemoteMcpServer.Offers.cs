using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

public sealed partial class RemoteMcpServer
{
    private volatile bool _isAskedForOffers;

    /// <summary>
    /// What <see cref="ListOffersAsync"/> found last; null before. From the first time on it is kept up to date as
    /// <see cref="Listing"/> is.
    /// </summary>
    public ServerOffers? Offers { get; private set; }

    /// <summary><see cref="Offers"/> is another one.</summary>
    public event EventHandler? OffersListed;

    /// <summary>Tools, prompts, resources and templates, as far as the server says that it has such.</summary>
    /// <exception cref="RemoteMcpException">The server cannot be reached, or does not list its tools.</exception>
    public async Task<ServerOffers> ListOffersAsync(CancellationToken cancellationToken)
    {
        _isAskedForOffers = true;
        var (turn, offers) = await UseAsync(
            ConnectionStep.ListTools, _offersDeadline, isRepeatable: true, ListAsync, TimeSpan.Zero, cancellationToken);
        if (_turns.TryPlace(turn, () => (Listing, Offers) = (offers.Tools, offers)))
        {
            Listed?.Invoke(this, EventArgs.Empty);
            OffersListed?.Invoke(this, EventArgs.Empty);
        }

        return offers;

        async Task<(long Turn, ServerOffers Offers)> ListAsync(Connection connection, CancellationToken token) =>
            (_turns.Begin(), await ListAllAsync(connection, token));
    }

    private async Task<ServerOffers> ListAllAsync(Connection connection, CancellationToken cancellationToken)
    {
        var prompts = ListAsync("prompts", new OfferLister<RemotePrompt>(
            RequestMethods.PromptsList, "prompts", "prompts", "name", (name, definition) => new(Name, name, definition)));
        var resources = ListAsync("resources", new OfferLister<RemoteResource>(
            RequestMethods.ResourcesList, "resources", "resources", "uri", (uri, definition) => new(Name, uri, definition)));
        var templates = ListAsync("resources", new OfferLister<RemoteResourceTemplate>(
            RequestMethods.ResourcesTemplatesList, "resourceTemplates", "resource templates", "uriTemplate",
            (uri, definition) => new(Name, uri, definition)));
        var tools = connection.Has("tools")
            ? await _listDeadline.RunAsync(token => _lister.ListAsync(connection, token), cancellationToken)
            : new ToolListing([], [], _clock.GetUtcNow());

        return new ServerOffers(tools, (await prompts).Found, (await resources).Found, (await templates).Found)
        {
            Problems = [.. (await prompts).Problems, .. (await resources).Problems, .. (await templates).Problems],
        };

        Task<(IReadOnlyList<T> Found, IReadOnlyList<string> Problems)> ListAsync<T>(string capability, OfferLister<T> lister) =>
            connection.Has(capability)
                ? lister.ListAsync(connection, _listDeadline, cancellationToken)
                : Task.FromResult<(IReadOnlyList<T>, IReadOnlyList<string>)>(([], []));
    }

    private Task RefreshAsync(CancellationToken cancellationToken) =>
        _isAskedForOffers ? ListOffersAsync(cancellationToken) : ListToolsAsync(cancellationToken);

    private void OnChanged(ListKind kind)
    {
        if (kind == ListKind.Tools || _isAskedForOffers)
            _background.RefreshSoon(Listing?.At);
    }
}
