using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace AgentStack.Compat.Tests;

/// <summary>An AWS endpoint on loopback that keeps what it was sent and answers what the test says.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WireServer(WebApplication app) => _app = app;

    public List<WireRequest> Requests { get; } = [];

    public string Url => _app.Urls.Single();

    public static async Task<WireServer> StartAsync(Func<HttpResponse, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new WireServer(builder.Build());
        server._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            var headers = context.Request.Headers.ToDictionary(
                h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            server.Requests.Add(new WireRequest(target, headers, await reader.ReadToEndAsync()));
            await answer(context.Response, server.Requests.Count);
        });
        await server._app.StartAsync();
        return server;
    }

    public static Task<WireServer> AnsweringAsync(string json, int status = 200, string? errorType = null) =>
        StartAsync((response, _) => WriteAsync(response, json, status, errorType));

    public static Task WriteAsync(HttpResponse response, string json, int status = 200, string? errorType = null)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        if (errorType is not null)
        {
            response.Headers["x-amzn-ErrorType"] = errorType;
        }

        return response.WriteAsync(json);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
