using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AgentStack.LocalAws.Tests.Bedrock.Bridge;

/// <summary>A server that speaks chat completions: streams the given chunks, or fails with a status.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ChatServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public JsonObject? Received { get; private set; }

    public static async Task<ChatServer> StartAsync(int status, params string[] chunks)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new ChatServer(app);
        app.MapPost("/v1/chat/completions", async (HttpContext context) =>
        {
            server.Received = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject();
            if (status == StatusCodes.Status200OK)
                await StreamAsync(context, chunks);
            else
                await RefuseAsync(context, status);
        });
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task StreamAsync(HttpContext context, string[] chunks)
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var chunk in chunks)
        {
            await context.Response.WriteAsync(
                "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\"," + chunk + "}\n\n",
                context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        await context.Response.WriteAsync("data: [DONE]\n\n", context.RequestAborted);
    }

    private static async Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"error":{"message":"inner detail","type":"x"}}""", context.RequestAborted);
    }
}
