using System.Text.Json;
using AgentStack.Agent;
using AgentStack.DevStack;
using AgentStack.LocalAws;
using AgentStack.McpServer;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentStack.EndToEnd.Tests;

/// <summary>The whole path, each part real and on its own port: AWS stand-in, MCP server behind the front door, agent.</summary>
internal sealed class FullStack : IAsyncDisposable
{
    private WebApplication? _mcpServer;
    private readonly int _mcpPort = FreePort.Next();

    private FullStack(LocalAwsServer aws)
    {
        Aws = aws;
        Seed = new Seed(aws);
        Seed.AddClient();
        Seed.AddParameters();
    }

    public LocalAwsServer Aws { get; }

    public Seed Seed { get; }

    /// <summary>The agent's clock.</summary>
    public FakeClock Clock { get; } = new(DateTimeOffset.UtcNow);

    public LogRecorder Log { get; } = new();

    public HttpClient Agent { get; } = new() { Timeout = TimeSpan.FromMinutes(2) };

    private WebApplication AgentApp { get; set; } = null!;

    /// <param name="arrange">Breaks something before the agent starts.</param>
    public static async Task<FullStack> StartAsync(Func<FullStack, Task>? arrange = null)
    {
        var stack = new FullStack(await LocalAwsServer.StartAsync(new LocalAwsOptions()));
        await stack.StartMcpServerAsync();
        if (arrange is not null)
            await arrange(stack);

        await stack.StartAgentAsync();
        return stack;
    }

    public async Task StartMcpServerAsync()
    {
        _mcpServer = McpServerApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(Seed.McpServerSettings(_mcpPort));
            builder.Logging.ClearProviders();
        });
        await _mcpServer.StartAsync();
        Aws.Runtimes.Add(Seed.McpRuntime(new Uri(_mcpServer.Urls.First())));
    }

    public async Task StopMcpServerAsync() => await _mcpServer!.DisposeAsync();

    public async Task<JsonElement> AskAsync(string prompt)
    {
        using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { prompt }));
        using var response = await Agent.PostAsync("/invocations", body, TestContext.Current.CancellationToken);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<string> PingAsync()
    {
        using var response = await Agent.GetAsync("/ping", TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        var reply = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return reply.GetProperty("status").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Agent.Dispose();
        await AgentApp.DisposeAsync();
        await _mcpServer!.DisposeAsync();
        await Aws.DisposeAsync();
        Log.Dispose();
    }

    private async Task StartAgentAsync()
    {
        AgentApp = AgentApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(Seed.AgentSettings(Aws, port: 0));
            // A slow machine is not to be taken for an MCP server that does not answer, when a test moves the clock.
            builder.Configuration.AddInMemoryCollection(
                [new("McpServers:tools:ConnectTimeout", "01:00:00"), new("Tools:Wait", "01:00:00")]);
            builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace);
            builder.Services.AddSingleton<TimeProvider>(Clock);
        });
        await AgentApp.StartAsync();
        Agent.BaseAddress = new Uri(AgentApp.Urls.First());
        Aws.Runtimes.Add(Seed.AgentRuntime(Agent.BaseAddress));
    }
}
