using AgentStack.LocalAws.Bedrock;
using AgentStack.LocalAws.Bedrock.Guardrails;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.LocalAws.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentStack.LocalAws.Tests.Bedrock;

/// <summary>Bedrock Runtime alone on a free loopback port, without signatures.</summary>
internal sealed class BedrockHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BedrockHost(WebApplication app)
    {
        _app = app;
        // A response that a test gives up is not read to its end.
        Client = new HttpClient(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero })
        {
            BaseAddress = new Uri(Address),
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    public HttpClient Client { get; }

    public string Address => _app.Urls.First();

    public LocalModel Model => _app.Services.GetRequiredService<LocalModel>();

    public GuardrailBook Guardrails => _app.Services.GetRequiredService<GuardrailBook>();

    public static async Task<BedrockHost> StartAsync(
        StreamFault? fault = null,
        Uri? modelEndpoint = null,
        TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        if (clock is not null)
            builder.Services.AddSingleton(clock);

        builder.Services.AddBedrock(modelEndpoint, modelEndpoint is null ? null : "test-model");
        var app = builder.Build();
        app.Use((context, next) =>
        {
            if (fault is { } set)
                context.Features.Set(new StreamFaultFeature(set));

            return next(context);
        });
        app.MapBedrock();
        await app.StartAsync();
        return new(app);
    }

    public Task<HttpResponseMessage> PostAsync(string path, string body, CancellationToken cancellationToken) =>
        Client.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) },
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
