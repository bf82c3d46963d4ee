using AgentStack.LocalAws;
using AgentStack.LocalAws.AgentCore;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Settings;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Tests;

/// <summary>An account with an app client, a runtime and its parameters, an MCP server behind it, and the client side under test.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string ClientId = "stage-client";
    public const string Secret = "stage-secret-not-a-real-one";
    public const string Scope = "tools/invoke";
    public const string Prefix = "/app/mcp/tools";

    private readonly List<ServiceProvider> _providers = [];

    private Stage(LocalAwsServer aws, FakeMcpServer mcp)
    {
        Aws = aws;
        Mcp = mcp;
        Arn = $"arn:aws:bedrock-agentcore:{aws.Region}:{aws.AccountId}:runtime/tools-x1";
        aws.UserPool.AddClient(ClientId, Secret, Scope);
        aws.Parameters.Put($"{Prefix}/machine_client_id", ClientId);
        aws.Parameters.Put($"{Prefix}/cognito_secret", Secret, secure: true);
        aws.Parameters.Put($"{Prefix}/cognito_discovery_url", aws.UserPool.DiscoveryUrl.AbsoluteUri);
        aws.Parameters.Put($"{Prefix}/agent_arn", Arn);
        AllowClients(ClientId);
    }

    public LocalAwsServer Aws { get; }

    public FakeMcpServer Mcp { get; }

    public string Arn { get; }

    /// <summary>Starts at the real time, since the AWS side compares clocks.</summary>
    public FakeClock Clock { get; } = new(DateTimeOffset.UtcNow);

    public LogRecorder Log { get; } = new();

    public static async Task<Stage> StartAsync() =>
        new(await LocalAwsServer.StartAsync(new LocalAwsOptions()), await FakeMcpServer.StartAsync());

    public void AllowClients(params string[] clients) =>
        Aws.Runtimes.Add(new LocalRuntime(Arn, RuntimeProtocol.Mcp, Mcp.Root)
        {
            Authorizer = new JwtAuthorizer(Aws.UserPool.DiscoveryUrl) { AllowedClients = clients },
        });

    /// <summary>The server as configured: by SSM alone, unless settings below <c>McpServers:tools</c> say otherwise.</summary>
    public RemoteMcpServer Connect(params (string Key, string Value)[] settings)
    {
        var values = Aws.Environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        values["McpServers:tools:Auth"] = "M2M";
        foreach (var (key, value) in settings)
            values[$"McpServers:tools:{key}"] = value;

        foreach (var (key, _) in settings.Where(setting => setting.Value.Length == 0))
            values.Remove($"McpServers:tools:{key}");

        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var reader = new SettingsReader(configuration);
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddRemoteMcp(RemoteServerSettings.Read(reader));
        reader.ThrowIfAnyProblem();

        var provider = services.BuildServiceProvider();
        _providers.Add(provider);
        return provider.GetRequiredService<RemoteMcpServers>().All.ShouldHaveSingleItem();
    }

    /// <summary>The server at its own address, without AgentCore and without a token.</summary>
    public RemoteMcpServer ConnectDirectly(params (string Key, string Value)[] settings) =>
        Connect([("Auth", "None"), ("Url", Mcp.Url.AbsoluteUri), .. settings]);

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers)
            await provider.DisposeAsync();

        await Mcp.DisposeAsync();
        await Aws.DisposeAsync();
        Log.Dispose();
    }
}
