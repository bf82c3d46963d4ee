namespace AgentStack.Oidc;

/// <summary>The claims of a verified access token.</summary>
/// <param name="ClientId">The <c>client_id</c> claim, or what an issuer has instead: who asked for the token.</param>
/// <param name="Subject">The <c>sub</c> claim; the client id again for a machine.</param>
/// <param name="Scopes">The <c>scope</c> claim, split at spaces.</param>
/// <param name="ExpiresAt">The <c>exp</c> claim.</param>
public sealed record AccessToken(
    string ClientId,
    string? Subject,
    IReadOnlySet<string> Scopes,
    DateTimeOffset ExpiresAt)
{
    /// <summary>The <c>iss</c> claim.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>The <c>nbf</c> claim, if there is one.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>The <c>aud</c> claim, which Cognito's access tokens do not have.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];
}
