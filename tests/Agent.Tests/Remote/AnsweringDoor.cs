using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AgentStack.Agent.Tests.Remote;

/// <summary>A data plane, or an agent, that answers every path as a test tells it to.</summary>
internal sealed class AnsweringDoor : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<JsonElement> _bodies = new();

    private AnsweringDoor(WebApplication app)
    {
        _app = app;
        app.Run(HandleAsync);
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>Bodies of the requests, in their order.</summary>
    public IReadOnlyCollection<JsonElement> Bodies => _bodies;

    public Func<HttpContext, Task> Answer { get; set; } = http => WriteAsync(http, 200, "application/json", "\"hello\"");

    public static async Task<AnsweringDoor> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var door = new AnsweringDoor(builder.Build());
        await door._app.StartAsync();
        return door;
    }

    public static async Task WriteAsync(HttpContext http, int status, string contentType, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        await http.Response.WriteAsync(body);
    }

    /// <summary>An error as the data plane has it.</summary>
    public static Task RefuseAsync(HttpContext http, int status, string type, string message)
    {
        http.Response.Headers["x-amzn-ErrorType"] = $"{type}:http://internal.amazon.com/coral/";
        http.Response.Headers["x-amzn-RequestId"] = "request-of-the-door";
        return WriteAsync(http, status, "application/json", JsonSerializer.Serialize(new { message }));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        _bodies.Enqueue(body.RootElement.Clone());
        await Answer(http);
    }
}
