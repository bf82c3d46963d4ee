using AgentStack.RemoteMcp.Tokens;

namespace AgentStack.RemoteMcp.Access;

/// <summary>An access token in the Authorization header, renewed once when it is refused.</summary>
internal sealed class TokenAccess(RemoteServerAuth auth, ITokenSource tokens) : IServerAccess
{
    private readonly SentTokens _sent = new();

    public RemoteServerAuth Auth => auth;

    public ITokenSource Tokens => tokens;

    public IReadOnlyList<string> Secrets => _sent.Secrets;

    public Task PrepareAsync(CancellationToken cancellationToken) => tokens.GetAsync(cancellationToken);

    public HttpMessageHandler Guard(HttpMessageHandler inner) => new BearerTokenHandler(tokens, _sent) { InnerHandler = inner };
}
