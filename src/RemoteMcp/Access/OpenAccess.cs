namespace AgentStack.RemoteMcp.Access;

/// <summary>Nothing is proved and nothing is asked.</summary>
internal sealed class OpenAccess : IServerAccess
{
    public RemoteServerAuth Auth => RemoteServerAuth.None;

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public HttpMessageHandler Guard(HttpMessageHandler inner) => inner;
}
