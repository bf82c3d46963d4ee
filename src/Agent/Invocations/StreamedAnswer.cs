using System.Text.Json;
using AgentStack.Agent.Turns;
using Microsoft.AspNetCore.Http.Features;

namespace AgentStack.Agent.Invocations;

/// <summary>Server-sent events: a line <c>data: {json}</c> for each event, sent at once. What fails later stays HTTP 200.</summary>
internal sealed class StreamedAnswer(HttpResponse response) : ITurnAnswer
{
    private static readonly byte[] Prefix = "data: "u8.ToArray();
    private static readonly byte[] Suffix = "\n\n"u8.ToArray();

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await response.StartAsync(cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    public async Task OnEventAsync(TurnEvent turnEvent, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(Prefix, cancellationToken);
        await JsonSerializer.SerializeAsync(response.Body, turnEvent, TurnJson.Wire.TurnEvent, cancellationToken);
        await response.Body.WriteAsync(Suffix, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    public Task EndAsync(TurnRequest request, CancellationToken cancellationToken) => Task.CompletedTask;
}
