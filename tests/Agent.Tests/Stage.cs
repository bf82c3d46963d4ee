using AgentStack.Agent.Conversations;
using AgentStack.LocalAws;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Telemetry.Export;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentStack.Agent.Tests;

/// <summary>The agent on a free port, with a Bedrock that follows a script and an MCP server in any mood.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private Stage(LocalAwsServer aws, FakeMcpServer mcp, WebApplication app, LogRecorder log, FakeClock clock, EventSchema events)
    {
        Events = events;
        Aws = aws;
        Mcp = mcp;
        App = app;
        Log = log;
        Clock = clock;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(60) };
    }

    public LocalAwsServer Aws { get; }

    public LocalModel Model => Aws.Model;

    public FakeMcpServer Mcp { get; }

    public WebApplication App { get; }

    public LogRecorder Log { get; }

    public FakeClock Clock { get; }

    public HttpClient Http { get; }

    /// <summary>What every event is held to; <see cref="DisposeAsync"/> fails the test that saw one go astray.</summary>
    public EventSchema Events { get; }

    /// <param name="settings">Configuration of the agent; wins over the stage's own.</param>
    public static Task<Stage> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync((Action<WebApplicationBuilder>?)null, settings);

    /// <param name="store">In the place of the configured one.</param>
    /// <param name="settings">Configuration of the agent; wins over the stage's own.</param>
    public static Task<Stage> StartAsync(IConversationStore? store, params (string Key, string Value)[] settings) => StartAsync(
        builder =>
        {
            if (store is not null)
                builder.Services.AddSingleton(store);
        },
        settings);

    /// <param name="configure">Replaces services; the last word.</param>
    /// <param name="settings">Configuration of the agent; wins over the stage's own.</param>
    public static async Task<Stage> StartAsync(
        Action<WebApplicationBuilder>? configure, params (string Key, string Value)[] settings)
    {
        var aws = await LocalAwsServer.StartAsync(new LocalAwsOptions());
        var mcp = await FakeMcpServer.StartAsync();
        var log = new LogRecorder();
        var clock = new FakeClock(DateTimeOffset.UtcNow);
        var events = new EventSchema();
        var values = aws.Environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        values["McpServers:tools:Auth"] = "None";
        values["McpServers:tools:Url"] = mcp.Url.AbsoluteUri;
        values[WebHostDefaults.ServerUrlsKey] = "http://127.0.0.1:0";
        // Nobody would end the pause before a second attempt: the clock stands still.
        values["Model:MaxAttempts"] = "1";
        // Nor does a model that a test keeps waiting for hours stall.
        values["Model:FirstTokenTimeout"] = "23:00:00";
        values["Model:StallTimeout"] = "23:00:00";
        // Nor is a slow machine taken for an MCP server that does not answer, when a test moves the clock.
        values["McpServers:tools:ConnectTimeout"] = "23:00:00";
        values["Tools:Wait"] = "23:00:00";
        // Requests as the turn makes them; those with cache points have tests of their own.
        values["Model:Caching"] = "off";
        foreach (var (key, value) in settings)
            values[key] = value;

        var app = AgentApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(values);
            builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
            builder.Services.AddSingleton<TimeProvider>(clock);
            // A machine under load needs more than what the end of a real process can spare.
            builder.Services.PostConfigure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMinutes(1));
            builder.Services.AddSingleton(new Farewell(Limit: TimeSpan.FromMinutes(1), Least: TimeSpan.FromMinutes(1)));
            builder.Services.AddSingleton<IStartupFilter>(new EventSchemaFilter(events));
            configure?.Invoke(builder);
        });
        await app.StartAsync();
        return new Stage(aws, mcp, app, log, clock, events);
    }

    public Task<HttpResponseMessage> AskAsync(string prompt, string? session = null, bool isStream = false, CancellationToken? cancellationToken = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/invocations")
        {
            Content = new StringContent(System.Text.Json.JsonSerializer.Serialize(new { prompt })),
        };
        if (session is not null)
            request.Headers.Add("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", session);
        if (isStream)
            request.Headers.Add("Accept", "text/event-stream");

        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    /// <summary>Goes on with a turn that waits.</summary>
    public Task<HttpResponseMessage> DecideAsync(
        string session, string[]? approve = null, string[]? deny = null, CancellationToken? cancellationToken = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/invocations")
        {
            Content = new StringContent(System.Text.Json.JsonSerializer.Serialize(new { approve = approve ?? [], deny = deny ?? [] })),
        };
        request.Headers.Add("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", session);
        return Http.SendAsync(request, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
        await Mcp.DisposeAsync();
        await Aws.DisposeAsync();
        Log.Dispose();
        Events.Violations.ShouldBeEmpty();
    }
}
