namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// Puts a caller's headers on the requests of its own call. It stands before what proves who we are, so that it never
/// replaces that.
/// </summary>
internal sealed class CallerHeadersHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in CallFlow.Current?.Headers ?? [])
        {
            if (!request.Headers.Contains(name))
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
