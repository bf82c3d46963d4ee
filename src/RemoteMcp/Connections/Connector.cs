using System.Diagnostics;
using AgentStack.RemoteMcp.Access;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Credentials;
using AgentStack.RemoteMcp.Stdio;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>Opens connections to one server: its address, its token, the MCP handshake.</summary>
internal sealed class Connector(
    string server,
    RemoteServerOptions options,
    ICredentialSource credentials,
    IServerAccess access,
    AwsSettings aws,
    Deadline deadline,
    TimeProvider clock,
    DistributedContextPropagator propagator,
    ILogger logger)
{
    private const string AgentCoreService = "BEDROCK_AGENTCORE";

    private static readonly TimeSpan TcpConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly ChildConnector? _child = options.Command is null ? null : new(server, options, deadline, clock, logger);

    // What worked last time is tried first: a server of before 2026-07-28 is not asked for its revisions again.
    private volatile bool _isLegacy;

    /// <summary>What its answers say of the gateways behind it.</summary>
    public required GatewayHops Hops { get; init; }

    /// <exception cref="RemoteMcpException">It cannot be opened; it says at which step and why.</exception>
    public async Task<Connection> OpenAsync(Notifications notifications, CancellationToken cancellationToken)
    {
        return _child is null
            ? await OpenHttpAsync(notifications, cancellationToken)
            : await OpenChildAsync(_child, notifications, cancellationToken);
    }

    /// <summary>The next attempt reads the parameters again: what did not work may have been mended there.</summary>
    public void ForgetCredentials() => credentials.Forget();

    /// <exception cref="RemoteMcpException">Nothing says where the server is.</exception>
    public async Task<ServerAddress> FindAddressAsync()
    {
        if (_child is not null)
            return _child.Address;

        if (options.GatewayUrl is not null)
            return new ServerAddress(new Uri(options.GatewayUrl), ServerKind.Gateway, access.Auth);

        if (options.Url is not null)
            return AddressOf(new Uri(options.Url));

        if (RuntimeArn.TryParse(options.RuntimeArn, out var arn))
            return AddressOf(arn);

        var found = await credentials.GetAsync(CancellationToken.None);
        return found switch
        {
            { Url: { } url } => AddressOf(url),
            { RuntimeArn: { } runtime } => AddressOf(runtime),
            _ => throw new RemoteMcpException(
                server,
                ConnectionStep.Parameters,
                "its settings",
                "nothing says where the server is.",
                $"Set {options.Key(server)}:RuntimeArn or :Url, or the SSM parameter"
                + $" {ParameterNames.RuntimeArn} or {ParameterNames.Url} beside its credentials."),
        };
    }

    private async Task<Connection> OpenChildAsync(
        ChildConnector child, Notifications notifications, CancellationToken cancellationToken)
    {
        try
        {
            return await child.OpenAsync(notifications, cancellationToken);
        }
        catch (Exception e)
        {
            throw ConnectionFailures.Translate(e, server, ConnectionStep.Connect, child.Address);
        }
    }

    private async Task<Connection> OpenHttpAsync(Notifications notifications, CancellationToken cancellationToken)
    {
        var address = await FindAddressAsync().WaitAsync(cancellationToken);
        await access.PrepareAsync(cancellationToken);

        var http = CreateHttpClient();
        try
        {
            var client = await deadline.RunAsync(
                token => HandshakeAsync(http, address, notifications, token), cancellationToken);
            var connection = new Connection(client, http, address, notifications);
            _isLegacy = !connection.IsModern;
            return connection;
        }
        catch (Exception e)
        {
            _isLegacy = false;
            http.Dispose();
            throw ConnectionFailures.Translate(e, server, ConnectionStep.Connect, address);
        }
    }

    private ServerAddress AddressOf(Uri url) => new(url, ServerKind.Plain, access.Auth);

    private ServerAddress AddressOf(RuntimeArn arn) =>
        new(arn.InvocationUrl(aws.Endpoint(AgentCoreService), options.Qualifier), ServerKind.Runtime, access.Auth);

    private HttpClient CreateHttpClient()
    {
        var guarded = access.Guard(new SocketsHttpHandler
        {
            ConnectTimeout = TcpConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = propagator,
        });

        var answers = new AnswerHandler(AnswerHandler.BytesFor(options.MaxResultBytes), clock, guarded);
        var talk = new DiscoveryHandler(_isLegacy, new HopHandler(Hops, answers));

        // Every step and call has its deadline; the client's own limit would cut long calls.
        return new HttpClient(new CallerHeadersHandler(talk)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    // The SDK gets no log: it would write what upstreams answer, whatever that is.
    private async Task<McpClient> HandshakeAsync(
        HttpClient http, ServerAddress address, Notifications notifications, CancellationToken cancellationToken)
    {
        var transport = new HttpClientTransport(
            new HttpClientTransportOptions
            {
                Endpoint = address.Url,
                Name = server,
                TransportMode = HttpTransportMode.StreamableHttp,
                // Opened for servers with a session alone (AnswerHandler); AgentCore has none.
                EnableStandaloneGetStream = !address.IsAgentCore,
                AdditionalHeaders = address.IsRuntime
                    ? new Dictionary<string, string> { [AgentCoreHeaders.SessionId] = NewSessionId() }
                    : null,
            },
            http);

        return await McpClient.CreateAsync(
            new TappedTransport(transport, notifications), ClientOptions.Of(options, clock), cancellationToken: cancellationToken);
    }

    private static string NewSessionId() => $"mcp-{Guid.NewGuid():D}";
}
