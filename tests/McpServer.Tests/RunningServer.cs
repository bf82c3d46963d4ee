using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.McpServer.Protocol.Subscriptions;
using AgentStack.McpServer.Tools;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests;

/// <summary>The real server on a free loopback port, with a standing clock and the odd tools of <see cref="OddTools"/>.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly SocketsHttpHandler _handler = new() { UseProxy = false, RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 };
    private WebApplication _app = null!;

    public FakeClock Clock { get; } = new();

    public RecordedLog Log { get; } = new();

    public HttpClient Http { get; private set; } = null!;

    public Uri McpUrl => new(Http.BaseAddress!, "/mcp");

    internal OddTools Odd => _app.Services.GetRequiredService<OddTools>();

    internal OfferChanges Changes => _app.Services.GetRequiredService<OfferChanges>();

    internal AnswerBudget Answers => _app.Services.GetRequiredService<AnswerBudget>();

    internal BodyBudget Bodies => _app.Services.GetRequiredService<BodyBudget>();

    public static async Task<RunningServer> StartAsync(
        Dictionary<string, string?>? settings = null, FakeClock? clock = null, Action<WebApplicationBuilder>? configure = null)
    {
        var server = new RunningServer();
        await server.RunAsync(settings ?? [], clock ?? server.Clock, builder =>
        {
            AddOddOffers(builder);
            configure?.Invoke(builder);
        });
        return server;
    }

    /// <summary>A server without anything odd, but for what is given.</summary>
    public static async Task<RunningServer> StartPlainAsync(Action<WebApplicationBuilder> configure)
    {
        var server = new RunningServer();
        await server.RunAsync([], server.Clock, configure);
        return server;
    }

    /// <summary>A server that listens on all addresses, as one does in a container.</summary>
    public static Task<RunningServer> StartDeployedAsync(Dictionary<string, string?>? settings = null, FakeClock? clock = null) =>
        StartAsync(settings, clock, builder => builder.WebHost.UseUrls("http://0.0.0.0:0"));

    public ValueTask InitializeAsync() => new(RunAsync([], Clock, AddOddOffers));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _handler.Dispose();
        // Without it a request that has just been answered is cut off before it is counted.
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Ends it as a deployment does, before a test is over.</summary>
    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>Posts a body to /mcp with the headers that a good client sends, changed by those given.</summary>
    public Task<WireAnswer> PostAsync(string body, params (string Name, string? Value)[] headers) =>
        SendAsync(HttpMethod.Post, "/mcp", body, headers);

    public Task<WireAnswer> PostAsync(JsonNode body, params (string Name, string? Value)[] headers) =>
        PostAsync(body.ToJsonString(), headers);

    public Task<WireAnswer> CallAsync(string tool, string? arguments = null, params (string Name, string? Value)[] headers) =>
        PostAsync(Messages.Call(tool, arguments), headers);

    public async Task<WireAnswer> SendAsync(
        HttpMethod method, string path, string? body = null, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        }

        foreach (var (name, value) in headers)
            Set(request, name, value);

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new WireAnswer(response.StatusCode, response.Headers, response.Content.Headers, text);
    }

    private static void AddOddOffers(WebApplicationBuilder builder) =>
        builder.Services.AddTools(typeof(OddTools)).AddPrompts(typeof(OddOffers)).AddResources(typeof(OddOffers));

    private static void Set(HttpRequestMessage request, string name, string? value)
    {
        var headers = name == "Content-Type" ? (HttpHeaders?)request.Content?.Headers : request.Headers;
        headers?.Remove(name);
        if (value is not null)
            headers?.TryAddWithoutValidation(name, value).ShouldBeTrue();
    }

    private async Task RunAsync(Dictionary<string, string?> settings, FakeClock clock, Action<WebApplicationBuilder> configure)
    {
        _app = McpServerApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders().AddProvider(Log);
            builder.Services.AddSingleton<TimeProvider>(clock);
            configure(builder);
        });
        await _app.StartAsync();
        Http = new HttpClient(_handler) { BaseAddress = new Uri(_app.Urls.Single().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)), DefaultRequestVersion = HttpVersion.Version11 };
    }
}
