using System.Collections.Concurrent;
using System.Net;
using System.Text;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Tests;

/// <summary>A container of the test's own behind the front door; it keeps what it was sent.</summary>
internal sealed class Container : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Container(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public ConcurrentQueue<(string Line, Dictionary<string, string> Headers, string Body)> Received { get; } = [];

    public static async Task<Container> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, FreePort.Next()));
        var container = new Container(builder.Build());
        container._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            container.Received.Enqueue(($"{context.Request.Method} {context.Request.Path}", headers, body));
            await answer(context);
        });
        await container._app.StartAsync(TestContext.Current.CancellationToken);
        return container;
    }

    public static Task<Container> StartAsync(int status, string contentType, string body) => StartAsync(context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
