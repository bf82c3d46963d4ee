using System.Text.Json;

namespace AgentStack.Oidc;

/// <summary>
/// The RSA signing keys of one issuer, by key id. Fetched on first use, and hourly while known keys go on serving; an
/// unknown key id asks again, at most every 30 seconds; the last good keys serve while the issuer is down. There is one
/// fetch at a time, whoever waits for it or gives up. An issuer has 10 seconds to answer, and one that failed from the
/// start is left alone for a second, so that callers do not queue up for the same failure.
/// </summary>
/// <param name="http">Asks the issuer.</param>
/// <param name="discoveryUrl">The issuer's discovery document.</param>
/// <param name="clock">Tells how old the keys are.</param>
/// <param name="refreshFailed">Hears why the last good keys have to do for longer.</param>
/// <param name="issuer">Whose the document must say it is, but for a slash at the end; null takes its word.</param>
public sealed class SigningKeys(
    HttpClient http,
    Uri discoveryUrl,
    TimeProvider clock,
    Action<OidcException>? refreshFailed = null,
    string? issuer = null) : IDisposable
{
    private static readonly TimeSpan RefreshAge = TimeSpan.FromHours(1);
    private static readonly TimeSpan RetryAge = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MinimumAge = TimeSpan.FromSeconds(30);

    /// <summary>After so long without a caller a key may be gone for long: even known ones wait for the refresh.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromHours(2);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FailureAge = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private volatile KeySet? _current;
    private volatile Failure? _failure;
    private Task<KeySet>? _fetch;
    private bool _isRoutine;

    /// <summary>The issuer's name and the key; the key is null when the issuer has none of that id.</summary>
    /// <exception cref="OidcException">The issuer cannot be asked and no keys were read before.</exception>
    internal async ValueTask<(string Issuer, SigningKey? Key)> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        var keys = _current;
        if (keys is null || IsTooOld(keys, keyId))
            keys = await AskForAsync(keyId).WaitAsync(cancellationToken);
        else if (IsDue(keys))
            _ = Refresh(IsDue, isRoutine: true);

        return (keys.Issuer, keys.Find(keyId));
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private bool IsTooOld(KeySet keys, string keyId) => AgeOf(keys) >= (keys.Find(keyId) is null ? MinimumAge : LongestIdle);

    private bool IsDue(KeySet keys) => AgeOf(keys) >= keys.RefreshAfter;

    // A clock that was set back is no reason never to ask again.
    private TimeSpan AgeOf(KeySet keys) => (clock.GetUtcNow() - keys.TriedAt).Duration();

    // The hourly fetch may have begun before the issuer had the key, and nobody asked it for one.
    private async Task<KeySet> AskForAsync(string keyId)
    {
        var (fetch, isRoutine) = Refresh(known => IsTooOld(known, keyId), isRoutine: false);
        var keys = await fetch;
        return isRoutine && keys.Find(keyId) is null
            ? await Refresh(known => ReferenceEquals(known, keys), isRoutine: false).Fetch
            : keys;
    }

    // Whoever comes while a fetch is under way joins it, whatever it was begun for.
    private (Task<KeySet> Fetch, bool IsRoutine) Refresh(Func<KeySet, bool> isNeeded, bool isRoutine)
    {
        lock (_gate)
        {
            if (_fetch is not null)
                return (_fetch, _isRoutine);

            if (_current is { } others && !isNeeded(others))
                return (Task.FromResult(others), false);

            if (_current is null && _failure is { } failure && clock.GetElapsedTime(failure.At) < FailureAge)
                return (Task.FromException<KeySet>(new OidcException(failure.Cause.Address, failure.Cause.Problem)), false);

            _isRoutine = isRoutine;
            return (_fetch = Task.Run(FetchOrKeepAsync, CancellationToken.None), isRoutine);
        }
    }

    // What the issuer changes while it answers belongs to the next time: the age counts from the start.
    private async Task<KeySet> FetchOrKeepAsync()
    {
        var startedAt = clock.GetUtcNow();
        try
        {
            return _current = await FetchInTimeAsync() with { TriedAt = startedAt };
        }
        catch (OidcException e)
        {
            _failure = new Failure(e, clock.GetTimestamp());
            if (_current is not { } last)
                throw;

            refreshFailed?.Invoke(e);
            return _current = last with { TriedAt = startedAt, RefreshAfter = RetryAge };
        }
        finally
        {
            lock (_gate)
                _fetch = null;
        }
    }

    private async Task<KeySet> FetchInTimeAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, deadline.Token);
        try
        {
            return await FetchAsync(either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new OidcException(discoveryUrl, $"The issuer did not answer in {Deadline.TotalSeconds} s");
        }
    }

    private async Task<KeySet> FetchAsync(CancellationToken cancellationToken)
    {
        var document = await new DiscoveryClient(http).GetAsync(discoveryUrl, cancellationToken);
        if (issuer is not null && document.Issuer.TrimEnd('/') != issuer.TrimEnd('/'))
        {
            // OpenID Connect Discovery 1.0, section 4.3.
            throw new OidcException(
                discoveryUrl,
                $"The discovery document is another issuer's than the configured {issuer}: correct the name or the address");
        }

        if (discoveryUrl.Scheme == Uri.UriSchemeHttps && document.JwksUri.Scheme != Uri.UriSchemeHttps)
            throw new OidcException(discoveryUrl, "The discovery document names a key set that is not on https");

        using var json = await IssuerJson.GetAsync(http, document.JwksUri, "key set", cancellationToken);
        if (!json.RootElement.TryGetProperty("keys", out var list) || list.ValueKind != JsonValueKind.Array)
            throw new OidcException(document.JwksUri, "The key set has no \"keys\"");

        return new KeySet(document.Issuer, Read(list), clock.GetUtcNow(), RefreshAge);
    }

    // A key that was there before stays the same object, so that what it has verified holds.
    private Dictionary<string, SigningKey> Read(JsonElement list)
    {
        var keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        foreach (var json in list.EnumerateArray())
        {
            if (SigningKey.Read(json) is var (id, key))
                keys[id] = _current?.Find(id) is { } known && known.IsSameAs(key) ? known : key;
        }

        return keys;
    }

    private sealed record Failure(OidcException Cause, long At);
}
