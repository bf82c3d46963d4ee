using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Guardrails;

/// <summary>An AWS that answers every call the same way.</summary>
internal sealed class AwsStub : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AwsStub(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public static async Task<AwsStub> StartAsync(int status, string errorType, string message)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new AwsStub(builder.Build());
        stub._app.Run(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            context.Response.Headers["x-amzn-ErrorType"] = errorType;
            return context.Response.WriteAsJsonAsync(new { message });
        });
        await stub._app.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
