using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AgentStack.Tests.Shared.Otlp;

/// <summary>A collector on a free loopback port: OTLP over HTTP with protobuf, in any mood.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, byte[] Body, Dictionary<string, string> Headers)> _requests = new();

    private OtlpReceiver(WebApplication app)
    {
        _app = app;
        app.MapPost("/{**path}", HandleAsync);
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>What to do before a request is taken; true when it has been answered.</summary>
    public Func<HttpContext, Task<bool>> Mood { get; set; } = _ => Task.FromResult(false);

    /// <summary>Requests that were sent, also those that the mood kept from being taken.</summary>
    public int Count { get; private set; }

    public IReadOnlyList<OtlpSpan> Spans => [.. Bodies("/v1/traces").SelectMany(body => OtlpMessages.Spans(body))];

    public IReadOnlyList<OtlpPoint> Points => [.. Bodies("/v1/metrics").SelectMany(body => OtlpMessages.Points(body))];

    public IReadOnlyList<OtlpLogRecord> Logs => [.. Bodies("/v1/logs").SelectMany(body => OtlpMessages.Logs(body))];

    public IReadOnlyList<string> Paths => [.. _requests.Select(request => request.Path)];

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Headers => [.. _requests.Select(request => request.Headers)];

    /// <summary>Everything that was sent, for those who look for what must not be in it.</summary>
    public IReadOnlyList<byte[]> Everything => [.. _requests.Select(request => request.Body)];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        await receiver._app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        Count++;
        if (await Mood(http))
            return;

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _requests.Enqueue((http.Request.Path.Value!, body.ToArray(), headers));
        http.Response.ContentType = "application/x-protobuf";
    }

    private IEnumerable<byte[]> Bodies(string path) => _requests.Where(request => request.Path == path).Select(request => request.Body);
}
