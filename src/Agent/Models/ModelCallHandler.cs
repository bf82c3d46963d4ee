namespace AgentStack.Agent.Models;

/// <summary>
/// Closes the connection of a model call whose turn was cancelled. The SDK's event stream takes no cancellation token:
/// without this the model would go on, and be paid for, until it has finished.
/// </summary>
internal sealed class ModelCallHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly AsyncLocal<CancellationToken> Current = new();

    /// <summary>What is sent from here on, in this flow of control, ends when the token says so.</summary>
    public static void EndWith(CancellationToken cancellationToken) => Current.Value = cancellationToken;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        Current.Value.UnsafeRegister(static state => ((HttpResponseMessage)state!).Dispose(), response);
        return response;
    }
}
