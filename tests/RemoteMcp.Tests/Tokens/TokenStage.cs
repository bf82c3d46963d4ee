using System.Diagnostics.Metrics;
using AgentStack.LocalAws;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Settings;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Tests.Tokens;

/// <summary>A process with servers that need tokens, and what it logs and counts.</summary>
internal sealed class TokenStage : IAsyncDisposable
{
    public const string ClientId = "tokenclient";
    public const string Secret = "stage-secret-that-nobody-may-see";

    private readonly List<IAsyncDisposable> _ends = [];
    private readonly List<(string Instrument, double Value, string Tags)> _measured = [];

    private TokenStage(LocalAwsServer aws, FakeClock clock) => (Aws, Clock) = (aws, clock);

    public LocalAwsServer Aws { get; }

    public FakeClock Clock { get; }

    public LogRecorder Logs { get; } = new();

    /// <summary>What the processes share, where there is such a thing.</summary>
    public IDistributedCache? Cache { get; set; }

    /// <summary>Token fetches that have ended, well or not.</summary>
    public int Fetches => Measured("agentstack.token.fetches").Count;

    public static async Task<TokenStage> StartAsync()
    {
        var clock = new FakeClock();
        return new TokenStage(await LocalAwsServer.StartAsync(new LocalAwsOptions { IdentityClock = clock }), clock);
    }

    /// <summary>What an instrument was told, each as its value and its tags in one text.</summary>
    public IReadOnlyList<(string Instrument, double Value, string Tags)> Measured(string instrument)
    {
        lock (_measured)
        {
            return [.. _measured.Where(one => one.Instrument == instrument)];
        }
    }

    /// <summary>One server by literal settings, at an address where nobody is.</summary>
    public RemoteMcpServer Connect(Uri discoveryUrl, params (string Key, string Value)[] more) =>
        ConnectAll([
            ("tools:Url", "http://127.0.0.1:9/mcp"), ("tools:ClientId", ClientId), ("tools:ClientSecret", Secret),
            ("tools:DiscoveryUrl", discoveryUrl.AbsoluteUri), .. more.Select(pair => ($"tools:{pair.Key}", pair.Value))]).ShouldHaveSingleItem();

    /// <summary>All servers of a process of their own, with settings below <c>McpServers</c>.</summary>
    public IReadOnlyList<RemoteMcpServer> ConnectAll(params (string Key, string Value)[] settings)
    {
        var values = Aws.Environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        foreach (var (key, value) in settings)
            values[$"McpServers:{key}"] = value;

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var reader = new SettingsReader(configuration);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        services.AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(Clock);
        if (Cache is { } cache)
            services.AddSingleton(cache);

        services.AddRemoteMcp(RemoteServerSettings.Read(reader));
        reader.ThrowIfAnyProblem();

        var provider = services.BuildServiceProvider();
        Listen(provider.GetRequiredService<IMeterFactory>());
        _ends.Add(provider);
        return provider.GetRequiredService<RemoteMcpServers>().All;
    }

    /// <summary>Moves the clock until it is done, in steps that are smaller than any limit.</summary>
    public async Task<T> AdvanceUntilDoneAsync<T>(Task<T> task)
    {
        await Eventually.TrueAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromMilliseconds(100));
                return task.IsCompleted;
            },
            "the work to end");
        return await task;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var end in _ends)
            await end.DisposeAsync();

        await Aws.DisposeAsync();
        Logs.Dispose();
    }

    private void Listen(IMeterFactory meters)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
        _ends.Add(new Ending(listener));
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        lock (_measured)
        {
            _measured.Add((instrument.Name, value, text));
        }
    }

    private sealed class Ending(IDisposable inner) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            inner.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
