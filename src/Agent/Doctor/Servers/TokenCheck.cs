using AgentStack.RemoteMcp.Connections;
using AgentStack.RemoteMcp.Tokens;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>The access token: whose it is, what for and until when; never the token.</summary>
internal sealed class TokenCheck(RemoteMcpServer server, TimeProvider clock) : ServerCheck(server, DoctorArea.Credentials, "token")
{
    /// <summary>What two clocks may differ by.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    protected override async Task<Finding> WalkAsync(CancellationToken cancellationToken)
    {
        var token = await Remote.Walk.GetTokenAsync(cancellationToken);
        return token?.Facts is { } facts
            ? Judge(facts)
            : Finding.Good("an opaque token, which says nothing of itself");
    }

    private Finding Judge(TokenFacts facts)
    {
        var now = clock.GetUtcNow();
        if (facts.ExpiresAt is { } end && end <= now)
        {
            return Finding.Bad(
                $"The token expired at {end:u}",
                facts.IssuedAt is { } issued ? $"It was issued at {issued:u}; this machine thinks that it is {now:u}." : null,
                "Make a new one, or let the agent fetch its own (Auth=M2M).");
        }

        if (facts.IssuedAt is { } begin && begin > now + Skew)
        {
            return Finding.Bad(
                $"The token was issued at {begin:u}, which has not come yet",
                $"This machine thinks that it is {now:u}: its clock is behind.",
                "Set the clock.",
                "date -u");
        }

        return Finding.Good(Describe(facts, now));
    }

    private static string Describe(TokenFacts facts, DateTimeOffset now)
    {
        var scopes = facts.Scopes.Count > 0 ? string.Join(' ', facts.Scopes) : "none";
        var end = facts.ExpiresAt is { } at ? $"good until {at:u} ({(at - now).TotalMinutes:0} min)" : "without an end";
        var audience = facts.Audience.Count > 0 ? $", for {string.Join(", ", facts.Audience)}" : "";
        return $"client {facts.ClientId ?? facts.Subject ?? "unnamed"}, scopes {scopes}{audience}, {end}, from {facts.Issuer}";
    }
}
