using System.Globalization;
using AgentStack.RemoteMcp.Tokens;

namespace AgentStack.Agent.Commands;

/// <summary>What a token says, in lines for a person; never the token.</summary>
/// <param name="Server">The MCP server that it is for.</param>
/// <param name="Facts">Null for an opaque one.</param>
/// <param name="Now">By this machine's clock.</param>
internal sealed record TokenReport(string Server, TokenFacts? Facts, DateTimeOffset Now)
{
    private const int Column = 12;
    private const string None = "none";

    public IEnumerable<string> Lines => Facts is null
        ? [Line("server", Server), "The token is opaque: only its issuer can tell what it says. AgentCore's JWT authorizers take none like it."]
        :
        [
            Line("server", Server),
            Line("issuer", Facts.Issuer ?? $"{None}: a JWT authorizer refuses it"),
            Line("client id", Facts.ClientId ?? $"{None}: an authorizer with allowedClients refuses it"),
            .. Facts.Subject is { } subject && subject != Facts.ClientId ? [Line("subject", subject)] : Array.Empty<string>(),
            Line("scopes", Facts.Scopes.Count > 0 ? string.Join(' ', Facts.Scopes) : $"{None}: an authorizer with allowedScopes refuses it"),
            Line("audience", Facts.Audience.Count > 0
                ? $"{string.Join(' ', Facts.Audience)} (what allowedAudience of an authorizer must hold, if it is set)"
                : $"{None}, as in all access tokens of Cognito: an authorizer with allowedAudience refuses it, allowedClients is what to set"),
            Line("issued", Facts.IssuedAt is { } issued ? Time(issued) : "not said"),
            Line("expires", Facts.ExpiresAt is { } expires ? $"{Time(expires)}, {Left(expires - Now)}" : "not said"),
        ];

    private static string Line(string name, string value) => $"{name.PadRight(Column)}{value}";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Left(TimeSpan left) => left <= TimeSpan.Zero
        ? "expired: check this machine's clock, or get a new one"
        : string.Create(CultureInfo.InvariantCulture, $"in {(int)left.TotalMinutes} min {left.Seconds} s");
}
