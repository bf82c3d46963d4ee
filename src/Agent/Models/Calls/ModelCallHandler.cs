namespace AgentStack.Agent.Models.Calls;

/// <summary>
/// Closes the connection of a model call that has ended: cancelled, stalled or given up. The SDK's event stream takes no
/// cancellation token: without this the model would go on, and be paid for, until it has finished.
/// </summary>
internal sealed class ModelCallHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        ModelCall.Current?.Token.UnsafeRegister(static state => ((HttpResponseMessage)state!).Dispose(), response);
        return response;
    }
}
