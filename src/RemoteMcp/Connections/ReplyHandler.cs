using System.Net;
using System.Text.Json;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// Our replies to what a server asks by itself. One that asks and does not take the replies gets no more of them than it
/// can hold up: each has a short limit, and what is above a few at a time is not sent. No call depends on a reply.
/// </summary>
internal sealed class ReplyHandler(TimeProvider clock, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MostAtOnce = 16;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private int _underWay;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!await IsReplyAsync(request, cancellationToken))
            return await base.SendAsync(request, cancellationToken);

        try
        {
            if (Interlocked.Increment(ref _underWay) <= MostAtOnce)
                await ReplyAsync(request, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }

        return new HttpResponseMessage(HttpStatusCode.Accepted) { RequestMessage = request };
    }

    private async Task ReplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var response = await base.SendAsync(request, either.Token);
        }
        catch (HttpRequestException)
        {
            // The server asked and is gone.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The server asked and does not listen.
        }
    }

    // The client names the method of what has one.
    private static async ValueTask<bool> IsReplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post || request.Content is null || request.Headers.Contains(McpHeaders.Method))
            return false;

        await request.Content.LoadIntoBufferAsync(cancellationToken);
        using var message = await JsonDocument.ParseAsync(
            await request.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        return message.RootElement.ValueKind == JsonValueKind.Object && !message.RootElement.TryGetProperty("method", out _);
    }
}
