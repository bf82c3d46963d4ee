using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>The issuer's discovery document.</summary>
internal sealed class DiscoveryCheck(RemoteMcpServer server) : ServerCheck(server, DoctorArea.Credentials, "discovery")
{
    protected override async Task<Finding> WalkAsync(CancellationToken cancellationToken)
    {
        var document = await Remote.Walk.DiscoverAsync(cancellationToken);
        if (document.TokenEndpoint is { } endpoint)
            return Finding.Good($"issuer {document.Issuer}, tokens at {endpoint}");

        // Users sign in elsewhere.
        return Remote.Options.Auth != RemoteServerAuth.M2M
            ? Finding.Good($"issuer {document.Issuer}")
            : Finding.Bad(
                $"The issuer {document.Issuer} names no token endpoint",
                "A user pool without a domain has none.",
                "Give the user pool a domain.",
                "aws cognito-idp create-user-pool-domain --user-pool-id '<pool id>' --domain '<prefix>'");
    }
}
