namespace AgentStack.Agent.Conversations.AgentCoreMemory;

/// <summary>
/// Reads an answer to its end before it is handed on: the SDK reads without a cancellation token, so one that stops
/// half-way would hold a thread for good.
/// </summary>
internal sealed class WholeAnswerHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
