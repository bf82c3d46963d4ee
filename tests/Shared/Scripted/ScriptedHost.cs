using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentStack.Tests.Shared.Scripted;

/// <summary>Many scripted MCP servers on one loopback port, each at a path of its own.</summary>
public sealed class ScriptedHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ScriptedServer> _servers = new(StringComparer.Ordinal);
    private int _latest;

    private ScriptedHost(WebApplication app)
    {
        _app = app;
        app.Map("/{server}/mcp", HandleAsync);
    }

    public Uri Root => new(_app.Urls.First());

    public static async Task<ScriptedHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // Requests that hang are not waited for.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        var host = new ScriptedHost(builder.Build());
        await host._app.StartAsync();
        return host;
    }

    /// <summary>A server of its own, at <c>/{n}/mcp</c>.</summary>
    public ScriptedServer Add(
        ScriptedSession session = ScriptedSession.Stateless,
        ScriptedReply reply = ScriptedReply.Json,
        string revision = ScriptedRevisions.Legacy)
    {
        var name = Interlocked.Increment(ref _latest).ToString(CultureInfo.InvariantCulture);
        return _servers[name] = new ScriptedServer(new Uri(Root, $"/{name}"), session, reply, revision);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private Task HandleAsync(HttpContext http)
    {
        if (_servers.TryGetValue((string)http.Request.RouteValues["server"]!, out var server))
            return server.HandleAsync(http);

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
