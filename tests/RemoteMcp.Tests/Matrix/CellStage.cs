using AgentStack.RemoteMcp.Connections;
using AgentStack.Settings;
using AgentStack.Tests.Shared;
using AgentStack.Tests.Shared.Scripted;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.RemoteMcp.Tests.Matrix;

/// <summary>A server of the cell's kind, and a client of it that knows no other time than the cell's.</summary>
internal sealed class CellStage : IAsyncDisposable
{
    /// <summary>Long, so that the clock can be moved a little without a step's time being up.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(3);
    private const int QuietGlances = 12;

    private static readonly Task Never = new TaskCompletionSource().Task;

    private readonly ServiceProvider _provider;

    public CellStage(MatrixWorld world, Cell cell)
    {
        var (access, session, reply, revision, isRuntime) = cell.Profile;
        Server = world.Host.Add(session, reply, revision);
        Gate = new Gate(world.Host.Root);
        if (!isRuntime)
            Server.RefusesAsync = world.Guard(access, Clock);

        var root = cell.NeedsGate ? Gate.Before(Server.Root) : Server.Root;
        var address = isRuntime ? ("RuntimeArn", world.AddRuntime(root, access)) : ("Url", $"{root.AbsoluteUri}/mcp");
        _provider = Provide(world, [("Auth", access.ToString()), address, .. MatrixWorld.Credentials(access)]);
        Client = _provider.GetRequiredService<RemoteMcpServers>().All[0];
        Gate.Open();
    }

    public ScriptedServer Server { get; }

    public Gate Gate { get; }

    public RemoteMcpServer Client { get; }

    public FakeClock Clock { get; } = new(DateTimeOffset.UtcNow);

    /// <summary>Moves the clock until the request has ended: at once while the server hangs, and else when nothing happens.</summary>
    /// <exception cref="TimeoutException">It did not end, whatever the clock said.</exception>
    public async Task<T> EndAsync<T>(Task<T> request)
    {
        await PassTimeUntilAsync(() => request.IsCompleted, "It hangs.", request);
        return await request;
    }

    /// <summary>Moves the clock until no request hangs any more: those that nobody waits for are cut, the others have their time.</summary>
    /// <exception cref="TimeoutException">The client does not let go.</exception>
    public Task SettleAsync() => PassTimeUntilAsync(() => Server.Hanging == 0, "An abandoned request is not let go.", Never);

    private async Task PassTimeUntilAsync(Func<bool> isOver, string complaint, Task early)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var quiet = 0; !isOver();)
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException(complaint);

            var arrivals = Server.Arrivals;
            await Task.WhenAny(early, Task.Delay(Glance, CancellationToken.None));
            quiet = arrivals == Server.Arrivals ? quiet + 1 : 0;
            if (isOver())
                return;

            if (Server.Hanging > 0)
                Clock.Advance(Limit + TimeSpan.FromSeconds(1));
            else if (quiet > QuietGlances)
                Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Server.Mend();
        await _provider.DisposeAsync();
        Gate.Dispose();
    }

    private ServiceProvider Provide(MatrixWorld world, IEnumerable<(string Key, string Value)> settings)
    {
        var values = world.Aws.Environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        foreach (var (key, value) in settings)
            values[$"McpServers:tools:{key}"] = value;

        values["McpServers:tools:ConnectTimeout"] = values["McpServers:tools:CallTimeout"] = Limit.ToString();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var reader = new SettingsReader(configuration);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddRemoteMcp(RemoteServerSettings.Read(reader));
        reader.ThrowIfAnyProblem();
        return services.BuildServiceProvider();
    }
}
