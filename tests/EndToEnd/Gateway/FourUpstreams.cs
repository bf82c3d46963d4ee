using AgentStack.DevStack;
using AgentStack.EndToEnd.Tests.OtherServers;
using AgentStack.LocalAws;
using AgentStack.McpServer;
using AgentStack.Tests.Shared;
using AgentStack.Tests.Shared.Scripted;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>A gateway before four servers: ours, the MCP project's reference server, one of the TypeScript SDK, a scripted one.</summary>
internal sealed class FourUpstreams : IAsyncDisposable
{
    public const string Ours = "ours";
    public const string Everything = "everything";
    public const string TypeScript = "typescript";
    public const string Scripted = "scripted";

    private readonly List<IAsyncDisposable> _parts = [];
    private readonly Dictionary<string, Uri> _direct = [];

    public static IReadOnlyList<string> Names { get; } = [Ours, Everything, TypeScript, Scripted];

    public Uri Gateway { get; private set; } = null!;

    public ScriptedServer Odd { get; private set; } = null!;

    /// <summary>Skips the test where Node or its packages are not there.</summary>
    public static async Task<FourUpstreams> StartAsync()
    {
        var stand = new FourUpstreams();
        try
        {
            await stand.RunAsync();
            return stand;
        }
        catch
        {
            await stand.DisposeAsync();
            throw;
        }
    }

    public Uri Direct(string upstream) => _direct[upstream];

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(_parts))
            await part.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var nodes = await Task.WhenAll(
            NodeServer.StartEverythingAsync(), NodeServer.StartAsync("typescript-server.mjs", "both", "gallery"));
        _parts.AddRange(nodes);
        var scripted = Add(await ScriptedHost.StartAsync());
        Odd = scripted.Add(ScriptedSession.Stateful, ScriptedReply.EventStream, ScriptedRevisions.LatestLegacy);
        var aws = Add(await LocalAwsServer.StartAsync(new LocalAwsOptions()));
        new Seed(aws).AddGuardrail();

        var environment = aws.Environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        _direct[Ours] = await ServeAsync(environment);
        _direct[Everything] = nodes[0].Url;
        _direct[TypeScript] = nodes[1].Url;
        _direct[Scripted] = Odd.Url;
        Gateway = await ServeAsync(GatewaySettings.Before(_direct));
        await GatewaySettings.WaitForToolsOfAsync(Gateway, Names);
    }

    private async Task<Uri> ServeAsync(Dictionary<string, string?> settings)
    {
        var app = McpServerApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            // Two answers with the time in them shall be the same.
            if (!settings.Keys.Any(key => key.StartsWith("Gateway:", StringComparison.Ordinal)))
                builder.Services.AddSingleton<TimeProvider>(new FakeClock());
        });
        Add(app);
        await app.StartAsync();
        return new Uri(new Uri(app.Urls.First()), "/mcp");
    }

    private T Add<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Add(part);
        return part;
    }
}
