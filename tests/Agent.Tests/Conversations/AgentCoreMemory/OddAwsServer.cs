using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AgentStack.Agent.Tests.Conversations.AgentCoreMemory;

/// <summary>Listens where AWS should, and answers what AWS would not.</summary>
internal sealed class OddAwsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OddAwsServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public int Calls { get; private set; }

    public static async Task<OddAwsServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new OddAwsServer(builder.Build());
        server._app.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            server.Calls++;
            await answer(context);
        });
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
