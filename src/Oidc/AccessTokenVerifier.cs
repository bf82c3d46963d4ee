namespace AgentStack.Oidc;

/// <summary>
/// Verifies RS256 access tokens: signature by the issuer's keys, then <see cref="TokenClaims"/>. Which clients and
/// scopes may do what is the caller's policy. A signature that was found good is not computed again; everything else
/// about the token, and whether the issuer still has the key, is asked each time.
/// </summary>
/// <param name="keys">The issuer's keys.</param>
/// <param name="clock">Tells what has expired.</param>
/// <param name="audience">What <c>aud</c> must hold; null for Cognito, whose access tokens have none.</param>
public sealed class AccessTokenVerifier(SigningKeys keys, TimeProvider clock, string? audience = null)
{
    /// <summary>What two clocks may differ by.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    /// <summary>Characters; far above any token that fits into a request header.</summary>
    public const int LongestToken = 16_384;

    private readonly VerifiedTokens _verified = new(clock);

    /// <summary>Whom a token says it is from; null for what is no token. Only that issuer's keys can prove it.</summary>
    public static string? IssuerOf(string token) => token.Length > LongestToken ? null : CompactJws.IssuerOf(token);

    public async Task<AccessTokenResult> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length > LongestToken)
            return AccessTokenResult.Refused("The token is not a signed JWT");

        try
        {
            var digest = TokenDigest.Of(token);
            return _verified.Find(digest) is { } known && await IsStillGoodAsync(known, cancellationToken)
                ? known.Result
                : await VerifyAsync(digest, token, cancellationToken);
        }
        catch (OidcException e)
        {
            return AccessTokenResult.Unavailable(e.Message);
        }
    }

    private async ValueTask<bool> IsStillGoodAsync(VerifiedToken known, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - ClockSkew >= known.Token.ExpiresAt || now < known.Token.ValidFrom - ClockSkew)
            return false;

        var (issuer, key) = await keys.FindAsync(known.KeyId, cancellationToken);
        return ReferenceEquals(key, known.Key) && issuer == known.Issuer;
    }

    private async Task<AccessTokenResult> VerifyAsync(TokenDigest digest, string token, CancellationToken cancellationToken)
    {
        _verified.Remove(digest);
        using var jws = CompactJws.Parse(token);
        if (jws is null)
            return AccessTokenResult.Refused("The token is not a signed JWT");

        if (jws.Algorithm != SigningKey.Algorithm || jws.KeyId is not { } keyId)
            return AccessTokenResult.Refused("The token is not signed with RS256 by a named key");

        if (jws.IsCritical)
            return AccessTokenResult.Refused("The token's header asks for an extension that is not known here");

        var (issuer, key) = await keys.FindAsync(keyId, cancellationToken);
        if (key is null || !key.HasSigned(jws))
            return AccessTokenResult.Refused("The token is not signed by a key of the expected issuer");

        var result = new TokenClaims(jws).Judge(issuer, audience, clock.GetUtcNow());
        if (result.Token is not null)
            _verified.Add(digest, new VerifiedToken(result, issuer, keyId, key));

        return result;
    }
}
