using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AgentStack.Agent;
using AgentStack.DevStack;
using AgentStack.LocalAws;
using AgentStack.McpServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>Agent, gateway, MCP server: each leg with a machine-to-machine token of its own, direct or by the front door.</summary>
internal sealed class TwoLegs : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _parts = [];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };

    private TwoLegs(LocalAwsServer aws)
    {
        _parts.Add(aws);
        Aws = aws;
        Seed = new Seed(aws);
        GatewaySeed = new GatewaySeed(aws, Seed);
    }

    public LocalAwsServer Aws { get; }

    public Seed Seed { get; }

    public GatewaySeed GatewaySeed { get; }

    public Uri Gateway { get; private set; } = null!;

    public Uri Upstream { get; private set; } = null!;

    /// <summary>What the requests to each brought in Authorization.</summary>
    public ConcurrentQueue<string> SeenByGateway { get; } = new();

    public ConcurrentQueue<string> SeenByUpstream { get; } = new();

    /// <param name="isByFrontDoor">Whether the gateway finds the MCP server by its runtime's ARN.</param>
    public static async Task<TwoLegs> StartAsync(bool isByFrontDoor)
    {
        var legs = new TwoLegs(await LocalAwsServer.StartAsync(new LocalAwsOptions()));
        legs.Seed.AddClient();
        legs.GatewaySeed.AddClient();
        legs.GatewaySeed.AddParameters();
        legs.Upstream = await legs.ServeAsync(legs.GatewaySeed.UpstreamSettings(port: 0), legs.SeenByUpstream);
        legs.Aws.Runtimes.Add(legs.GatewaySeed.UpstreamRuntime(legs.Upstream));

        var settings = legs.GatewaySeed.GatewaySettings(port: 0);
        if (!isByFrontDoor)
            settings[$"Gateway:Upstreams:{GatewaySeed.UpstreamName}:Url"] = new Uri(legs.Upstream, "/mcp").AbsoluteUri;

        legs.Gateway = await legs.ServeAsync(settings, legs.SeenByGateway);
        using var ready = new GatewayReady(legs.Aws, legs.Seed);
        await ready.WaitAsync(legs.Gateway, TestContext.Current.CancellationToken);
        legs.Seed.AddParameters();
        legs.Aws.Runtimes.Add(legs.Seed.McpRuntime(legs.Gateway));
        legs._http.BaseAddress = await legs.StartAgentAsync();
        return legs;
    }

    public async Task<JsonElement> AskAsync(string prompt)
    {
        using var response = await _http.PostAsJsonAsync("/invocations", new { prompt }, TestContext.Current.CancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>A token of a client of the pool.</summary>
    public async Task<string> TokenAsync(string clientId, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Aws.UserPool.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", Seed.Scope)]),
        };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}")));
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var reply = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return reply.GetProperty("access_token").GetString()!;
    }

    /// <summary>What a server answers to a list request with this token.</summary>
    public async Task<HttpResponseMessage> ListAsync(Uri server, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/mcp"))
        {
            Content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept", "application/json, text/event-stream");
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var part in Enumerable.Reverse(_parts))
            await part.DisposeAsync();
    }

    private Task<Uri> ServeAsync(Dictionary<string, string?> settings, ConcurrentQueue<string> seen) => RunAsync(
        McpServerApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<IStartupFilter>(new Recorder(seen));
        }));

    private Task<Uri> StartAgentAsync() => RunAsync(AgentApplication.Build([], builder =>
    {
        builder.Configuration.AddInMemoryCollection(Seed.AgentSettings(Aws, port: 0));
        builder.Logging.ClearProviders();
    }));

    private async Task<Uri> RunAsync(WebApplication app)
    {
        _parts.Add(app);
        await app.StartAsync();
        return new Uri(app.Urls.First());
    }

    private sealed class Recorder(ConcurrentQueue<string> seen) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                if (http.Request.Path == "/mcp")
                    seen.Enqueue(http.Request.Headers.Authorization.ToString());

                return rest(http);
            });
            next(app);
        };
    }
}
