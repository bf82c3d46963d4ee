namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// Ends the talk with a server that leads back to this process: each of them would list what the other lists, without end.
/// A call is let through, since it has run.
/// </summary>
internal sealed class HopHandler(GatewayHops hops, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.Method != HttpMethod.Post || !hops.Take(response) || CallFlow.Current is not null)
            return response;

        response.Dispose();
        throw new LedBackException();
    }
}
