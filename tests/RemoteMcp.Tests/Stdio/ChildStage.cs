using System.Text.Json.Nodes;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Settings;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Tests.Stdio;

/// <summary>A server of a gateway that is a command, and what it was started with.</summary>
internal sealed class ChildStage : IAsyncDisposable
{
    public const string Section = "Gateway:Upstreams";

    private readonly ServiceProvider _services;

    private ChildStage(ServiceProvider services, RemoteServerOptions options, FakeClock clock, LogRecorder log)
    {
        (_services, Clock, Log) = (services, clock, log);
        Server = services.GetRequiredService<RemoteServerFactory>().Create("child", options);
    }

    public RemoteMcpServer Server { get; }

    public FakeClock Clock { get; }

    public LogRecorder Log { get; }

    /// <param name="mode">Of the server in <see cref="ShellServer"/>.</param>
    /// <param name="settings">Besides, below the server's section.</param>
    public static ChildStage Start(string mode = "", params (string Key, string Value)[] settings) =>
        StartCommand([("Command", "/bin/sh"), ("Arguments:0", "-c"), ("Arguments:1", ShellServer.Script), ("Arguments:2", "server"), ("Arguments:3", mode), .. settings]);

    public static ChildStage StartCommand(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Append(("Auth", "None")).Select(s => KeyValuePair.Create($"{Section}:child:{s.Item1}", (string?)s.Item2)))
            .Build();
        var reader = new SettingsReader(configuration);
        var read = RemoteServerSettings.Read(reader, Section);
        reader.ThrowIfAnyProblem();

        var (clock, log) = (new FakeClock(), new LogRecorder());
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<TimeProvider>(clock);
        services.AddRemoteMcp();
        return new ChildStage(services.BuildServiceProvider(), read.Servers["child"], clock, log);
    }

    public async Task<string> CallAsync(string tool, string padding = "")
    {
        var answer = await Server.RequestAsync(
            new RemoteRequest("tools/call", new() { ["name"] = tool, ["arguments"] = new JsonObject { ["padding"] = padding } }),
            TestContext.Current.CancellationToken);
        return (string)answer.Result!["content"]![0]!["text"]!;
    }

    /// <summary>Its time runs out as soon as something has come about.</summary>
    public async Task<RemoteMcpException> TimeOutAsync(Task call, Func<bool> when, string what)
    {
        await Eventually.TrueAsync(when, what);
        Clock.Advance(TimeSpan.FromMinutes(1));
        return await Should.ThrowAsync<RemoteMcpException>(() => call);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _services.DisposeAsync();
        Log.Dispose();
    }
}
