using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Signing;

namespace AgentStack.RemoteMcp.Access;

/// <summary>Requests signed with this process's AWS credentials (SigV4), for runtimes and gateways under IAM.</summary>
internal sealed class SignedAccess(string region, AwsSettings aws, TimeProvider clock) : IServerAccess
{
    /// <summary>The service that AWS knows runtimes and gateways by.</summary>
    private const string Service = "bedrock-agentcore";

    public RemoteServerAuth Auth => RemoteServerAuth.SigV4;

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public HttpMessageHandler Guard(HttpMessageHandler inner) => new SigV4Handler((Service, region), aws, clock, inner);
}
