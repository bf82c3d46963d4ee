using System.Text.Json;
using AgentStack.Agent.Turns;
using AgentStack.Agent.Turns.Events;
using Microsoft.AspNetCore.Http.Features;

namespace AgentStack.Agent.Invocations;

/// <summary>Server-sent events: a line <c>data: {json}</c> for each event, sent at once. What fails later stays HTTP 200.</summary>
internal sealed class StreamedAnswer(HttpResponse response) : ITurnAnswer
{
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
        // Whole or not at all: an event that cannot be written leaves no half line behind.
        var json = JsonSerializer.SerializeToUtf8Bytes(turnEvent, TurnJson.Wire.TurnEvent);
        await response.Body.WriteAsync((byte[])[.. "data: "u8, .. json, .. "\n\n"u8], cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    public Task EndAsync(TurnRequest request, CancellationToken cancellationToken) => Task.CompletedTask;
}
