namespace AgentStack.Oidc;

/// <summary>What a signature was good for, and what it depends on.</summary>
/// <param name="Result">The good result.</param>
/// <param name="Issuer">The issuer's name at that time.</param>
/// <param name="KeyId">The id under which the key was found.</param>
/// <param name="Key">The very key.</param>
internal sealed record VerifiedToken(AccessTokenResult Result, string Issuer, string KeyId, SigningKey Key)
{
    public AccessToken Token => Result.Token!;
}
