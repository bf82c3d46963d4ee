using System.Collections.Frozen;
using AgentStack.Oidc;

namespace AgentStack.McpServer.Access;

/// <summary>The issuers whose tokens are taken. Whom a token says it is from decides whose keys have to prove it.</summary>
internal sealed partial class TrustedIssuers : IDisposable
{
    private readonly TrustedIssuer[] _all;
    private readonly FrozenDictionary<string, TrustedIssuer> _byName;

    public TrustedIssuers(
        AccessOptions options,
        [FromKeyedServices(McpServerApplication.IssuerHttpClient)] HttpClient http,
        TimeProvider clock,
        ILogger<TrustedIssuers> logger)
    {
        var isOneOfSeveral = options.Issuers.Count > 1;
        _all = [.. options.Issuers.Select(issuer => Trust(issuer, isOneOfSeveral, http, clock, logger))];
        // A slash at the end of the issuer's name is not in the address of its document (OpenID Connect Discovery, 4).
        _byName = _all.Select(issuer => KeyValuePair.Create(issuer.Options.Issuer, issuer))
            .Concat(_all.Select(issuer => KeyValuePair.Create(issuer.Options.Issuer + "/", issuer)))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Null for a token of nobody's; where there is one issuer, all tokens are for it to judge.</summary>
    public TrustedIssuer? Find(string token) => _all is [var only]
        ? only
        : AccessTokenVerifier.IssuerOf(token) is { } name ? _byName.GetValueOrDefault(name) : null;

    public void Dispose()
    {
        foreach (var issuer in _all)
            issuer.Keys.Dispose();
    }

    // One that stands alone and has no name in the settings is taken by the name that its document gives: behind a
    // proxy that need not be the address.
    private static TrustedIssuer Trust(
        IssuerOptions options, bool isOneOfSeveral, HttpClient http, TimeProvider clock, ILogger logger)
    {
        var keys = new SigningKeys(
            http,
            options.DiscoveryUrl!,
            clock,
            failure => Log.KeysNotRefreshed(logger, options.Issuer, failure.Message),
            options.IsNamed || isOneOfSeveral ? options.Issuer : null);
        return new TrustedIssuer(options, keys, new AccessTokenVerifier(keys, clock, options.Audience));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The keys of {Issuer} could not be refreshed; the last good ones serve on: {Reason}")]
        public static partial void KeysNotRefreshed(ILogger logger, string issuer, string reason);
    }
}
