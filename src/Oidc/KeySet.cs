namespace AgentStack.Oidc;

/// <summary>The keys of an issuer as they were read last.</summary>
/// <param name="Issuer">The exact text that the <c>iss</c> claim of its tokens holds.</param>
/// <param name="Keys">By key id.</param>
/// <param name="TriedAt">When the issuer was asked last, whether or not it answered.</param>
/// <param name="RefreshAfter">How long after that it is asked again.</param>
internal sealed record KeySet(
    string Issuer,
    IReadOnlyDictionary<string, SigningKey> Keys,
    DateTimeOffset TriedAt,
    TimeSpan RefreshAfter)
{
    public SigningKey? Find(string keyId) => Keys.GetValueOrDefault(keyId);
}
