using System.CommandLine;
using AgentStack.Agent;
using AgentStack.Agent.Commands;
using AgentStack.LocalAws;
using AgentStack.McpServer;
using AgentStack.Settings;
using Microsoft.AspNetCore.Connections;

namespace AgentStack.DevStack;

/// <summary>
/// The whole stack in one process on loopback: the AWS stand-in, the MCP server behind its front door, and the agent,
/// which is configured as it is in the cloud and runs the same code.
/// </summary>
internal sealed class Stack(TextWriter notes) : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _parts = [];
    private readonly ILoggerFactory _log = LoggerFactory.Create(log => log.LogInner());

    /// <summary>Starts everything; the result is the agent, which listens when the request does not serve it itself.</summary>
    /// <exception cref="SettingsException">A port is taken, or the options make no sense.</exception>
    public async Task<WebApplication> StartAsync(AgentRequest request, CancellationToken cancellationToken)
    {
        var options = StackOptions.From(request.Command, request.IsServing);
        var aws = await StartAwsAsync(options, Configuration(request), cancellationToken);
        var seed = new Seed(aws);
        seed.AddClient();
        seed.AddMemory();
        seed.AddGuardrail();

        var mcpAddress = options.HasGateway
            ? await StartGatewayAsync(options, aws, seed, cancellationToken)
            : await StartMcpServerAsync(seed.McpServerSettings(options.McpPort), options, cancellationToken);
        aws.Runtimes.Add(seed.McpRuntime(mcpAddress));
        seed.AddParameters();

        var agent = BuildAgent(request, options, aws);
        var banner = new Banner(aws, seed, options, mcpAddress);
        if (request.IsDiagnosis)
            return agent;

        if (request.IsServing)
        {
            agent.Lifetime.ApplicationStarted.Register(() => Announce(agent, aws, seed, banner.Serving));
            return agent;
        }

        if (request.IsLook)
            return agent;

        await agent.StartAsync(cancellationToken);
        Announce(agent, aws, seed, banner.Short);
        return agent;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(_parts))
            await part.DisposeAsync();

        _log.Dispose();
    }

    /// <summary>For the parts that have no host of their own: more runtimes behind the front door, say.</summary>
    private static IConfigurationRoot Configuration(AgentRequest request) =>
        new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(request.Settings).Build();

    private async Task<LocalAwsServer> StartAwsAsync(
        StackOptions options, IConfiguration configuration, CancellationToken cancellationToken)
    {
        var settings = new LocalAwsOptions
        {
            Port = options.AwsPort,
            ModelEndpoint = options.ModelEndpoint,
            ModelName = options.ModelName,
            LoggerFactory = _log,
        };
        configuration.GetSection("LocalAws").Bind(settings);

        try
        {
            var aws = await LocalAwsServer.StartAsync(settings, cancellationToken);
            _parts.Add(aws);
            return aws;
        }
        catch (PortTakenException)
        {
            throw PortTaken(StackOptions.Aws, options.AwsPort);
        }
    }

    // The MCP server gets any port: the agent, and whoever looks for it, find the gateway in its place.
    private async Task<Uri> StartGatewayAsync(
        StackOptions options, LocalAwsServer aws, Seed seed, CancellationToken cancellationToken)
    {
        var gateway = new GatewaySeed(aws, seed);
        gateway.AddClient();
        gateway.AddParameters();
        var upstream = await StartMcpServerAsync(gateway.UpstreamSettings(port: 0), options, cancellationToken);
        aws.Runtimes.Add(gateway.UpstreamRuntime(upstream));
        var address = await StartMcpServerAsync(gateway.GatewaySettings(options.McpPort), options, cancellationToken);
        using var ready = new GatewayReady(aws, seed);
        await ready.WaitAsync(address, cancellationToken);
        return address;
    }

    private async Task<Uri> StartMcpServerAsync(
        Dictionary<string, string?> settings, StackOptions options, CancellationToken cancellationToken)
    {
        var app = McpServerApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings);
            builder.LeaveSignalsAlone();
            builder.Logging.LogInner();
        });
        _parts.Add(app);
        try
        {
            await app.StartAsync(cancellationToken);
            return new Uri(app.Urls.First());
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw PortTaken(StackOptions.Mcp, options.McpPort);
        }
    }

    private static WebApplication BuildAgent(AgentRequest request, StackOptions options, LocalAwsServer aws) =>
        AgentApplication.Build(request, builder =>
        {
            builder.Configuration.AddInMemoryCollection(Seed.AgentSettings(aws, options.AgentPort));
            builder.Configuration.AddCommandLine(request.Settings);
            if (request.IsServing)
                builder.Logging.LogForPerson();
            else
                builder.LeaveSignalsAlone();
        });

    private static SettingsException PortTaken(Option option, int port) =>
        new([$"{option.Name}: port {port} is taken by another process; end that one, or pass {option.Name} with another port"]);

    private void Announce(WebApplication agent, LocalAwsServer aws, Seed seed, Func<Uri, string> banner)
    {
        var address = new Uri(agent.Urls.First());
        aws.Runtimes.Add(seed.AgentRuntime(address));
        aws.Runtimes.Add(seed.AgentTokenRuntime(address));
        notes.WriteLine(banner(address));
    }
}
