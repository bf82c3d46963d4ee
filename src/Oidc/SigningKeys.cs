using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace AgentStack.Oidc;

/// <summary>
/// The RSA signing keys of one issuer, by key id. Fetched on first use and hourly; an unknown key id asks again, at
/// most every 30 seconds; the last good keys serve while the issuer is down. An issuer has 10 seconds to answer, and one
/// that failed is left alone for a second, so that callers do not queue up for the same failure.
/// </summary>
public sealed class SigningKeys(HttpClient http, Uri discoveryUrl, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan MaximumAge = TimeSpan.FromHours(1);
    private static readonly TimeSpan MinimumAge = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FailureAge = TimeSpan.FromSeconds(1);

    // RFC 7518, section 3.3: RS256 keys have 2048 bits or more.
    private const int SmallestModulus = 2048 / 8;

    private readonly SemaphoreSlim _oneFetch = new(1, 1);
    private volatile KeySet? _current;
    private Failure? _failure;

    /// <summary>The issuer's name and the key; the key is null when the issuer has none of that id.</summary>
    /// <exception cref="OidcException">The issuer cannot be asked and no keys were read before.</exception>
    public async Task<(string Issuer, RSAParameters? Key)> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        var keys = _current;
        if (keys is null || IsStale(keys, keyId))
            keys = await RefreshAsync(keyId, cancellationToken);

        return (keys.Issuer, keys.Keys.TryGetValue(keyId, out var key) ? key : null);
    }

    public void Dispose() => _oneFetch.Dispose();

    private bool IsStale(KeySet keys, string keyId)
    {
        var age = clock.GetUtcNow() - keys.TriedAt;
        return age >= MaximumAge || (!keys.Keys.ContainsKey(keyId) && age >= MinimumAge);
    }

    private async Task<KeySet> RefreshAsync(string keyId, CancellationToken cancellationToken)
    {
        await _oneFetch.WaitAsync(cancellationToken);
        try
        {
            if (_current is { } others && !IsStale(others, keyId))
                return others;

            if (_failure is { } failure && clock.GetUtcNow() - failure.At < FailureAge)
                throw new OidcException(failure.Cause.Address, failure.Cause.Problem);

            return _current = await FetchInTimeAsync(cancellationToken);
        }
        catch (OidcException) when (_current is not null)
        {
            return _current = _current with { TriedAt = clock.GetUtcNow() };
        }
        finally
        {
            _oneFetch.Release();
        }
    }

    private async Task<KeySet> FetchInTimeAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await FetchAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Remember(new OidcException(discoveryUrl, $"The issuer did not answer in {Deadline.TotalSeconds} s"));
        }
        catch (OidcException e)
        {
            Remember(e);
            throw;
        }
    }

    private OidcException Remember(OidcException cause)
    {
        _failure = new Failure(cause, clock.GetUtcNow());
        return cause;
    }

    private async Task<KeySet> FetchAsync(CancellationToken cancellationToken)
    {
        var document = await new DiscoveryClient(http).GetAsync(discoveryUrl, cancellationToken);
        using var json = await IssuerJson.GetAsync(http, document.JwksUri, "key set", cancellationToken);

        var keys = new Dictionary<string, RSAParameters>(StringComparer.Ordinal);
        if (json.RootElement.TryGetProperty("keys", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var key in list.EnumerateArray())
            {
                if (Read(key) is var (id, parameters))
                    keys[id] = parameters;
            }
        }

        return new KeySet(document.Issuer, keys, clock.GetUtcNow());
    }

    private static (string Id, RSAParameters Key)? Read(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || key.Text("kty") != "RSA" || key.Text("use") is not (null or "sig"))
            return null;

        if (key.Text("kid") is not { } id || Bytes(key, "n") is not { } modulus || Bytes(key, "e") is not { } exponent)
            return null;

        if (modulus.Length < SmallestModulus || exponent.Length == 0)
            return null;

        return (id, new RSAParameters { Modulus = modulus, Exponent = exponent });
    }

    private static byte[]? Bytes(JsonElement key, string name) =>
        key.Text(name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private sealed record Failure(OidcException Cause, DateTimeOffset At);

    private sealed record KeySet(string Issuer, IReadOnlyDictionary<string, RSAParameters> Keys, DateTimeOffset TriedAt);
}
