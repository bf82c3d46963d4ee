using System.Collections.Concurrent;
using AgentStack.Oidc;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>
/// The issuers' discovery documents, for all servers of the process: fetched once for all who wait and again every hour. The
/// last good one serves on while the issuer does not answer.
/// </summary>
internal sealed class DiscoveryCache(HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan MaximumAge = TimeSpan.FromHours(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);

    private readonly Deadline _limit = new(TimeSpan.FromSeconds(30), clock);
    private readonly ConcurrentDictionary<Uri, SingleFlight<CachedDocument>> _documents = new();

    /// <summary>What is there already, of whatever age.</summary>
    public DiscoveryDocument? Find(Uri discoveryUrl) => Of(discoveryUrl).Current?.Document;

    /// <exception cref="OidcException">The issuer is not there, or the document is none, and none was read before.</exception>
    /// <exception cref="TimeoutException">No answer within 30 s, and none was read before.</exception>
    public Task<DiscoveryDocument> GetAsync(Uri discoveryUrl, CancellationToken cancellationToken) =>
        GetAsync(discoveryUrl, cached => clock.GetElapsedTime(cached.At) >= cached.GoodFor, cancellationToken);

    /// <summary>Another document than <paramref name="doubted"/>, which led nowhere; the same when the issuer has no other.</summary>
    public Task<DiscoveryDocument> RefreshAsync(Uri discoveryUrl, DiscoveryDocument doubted, CancellationToken cancellationToken) =>
        GetAsync(discoveryUrl, cached => ReferenceEquals(cached.Document, doubted), cancellationToken);

    private async Task<DiscoveryDocument> GetAsync(
        Uri discoveryUrl, Func<CachedDocument, bool> isSpent, CancellationToken cancellationToken) =>
        (await Of(discoveryUrl).GetAsync(isSpent, cancellationToken)).Document;

    private SingleFlight<CachedDocument> Of(Uri discoveryUrl) =>
        _documents.GetOrAdd(discoveryUrl, url =>
        {
            CachedDocument? last = null;
            return new SingleFlight<CachedDocument>(async () => last = await FetchAsync(url, last));
        });

    private async Task<CachedDocument> FetchAsync(Uri discoveryUrl, CachedDocument? last)
    {
        try
        {
            var document = await _limit.RunAsync(
                token => new DiscoveryClient(http).GetAsync(discoveryUrl, token), CancellationToken.None);
            return new CachedDocument(document, clock.GetTimestamp(), MaximumAge);
        }
        catch (Exception e) when (last is not null && e is (OidcException or TimeoutException))
        {
            return new CachedDocument(last.Document, clock.GetTimestamp(), PauseAfterFailure);
        }
    }
}
