using AgentStack.RemoteMcp.Signing;

namespace AgentStack.RemoteMcp.Access;

/// <summary>Requests signed with this process's AWS credentials (SigV4), for runtimes and gateways under IAM.</summary>
internal sealed class SignedAccess(SigningIdentity identity, Deadline deadline, TimeProvider clock) : IServerAccess
{
    private readonly SigningClock _clock = new(clock);

    public RemoteServerAuth Auth => RemoteServerAuth.SigV4;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        identity.CheckRegion();
        try
        {
            await deadline.RunAsync(identity.GetCredentialsAsync, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw identity.NoCredentials(e);
        }
    }

    public HttpMessageHandler Guard(HttpMessageHandler inner) => new SigningHandler(identity, _clock, inner);
}
