using System.Diagnostics;
using AgentStack.RemoteMcp.Access;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Credentials;
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
    DistributedContextPropagator propagator)
{
    private const string AgentCoreService = "BEDROCK_AGENTCORE";

    private static readonly TimeSpan TcpConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <exception cref="RemoteMcpException">It cannot be opened; it says at which step and why.</exception>
    public async Task<Connection> OpenAsync()
    {
        var address = await FindAddressAsync();
        await access.PrepareAsync(CancellationToken.None);

        var http = CreateHttpClient();
        try
        {
            var client = await deadline.RunAsync(token => HandshakeAsync(http, address, token), CancellationToken.None);
            return new Connection(client, http, address);
        }
        catch (Exception e)
        {
            http.Dispose();
            credentials.Forget();
            throw ConnectionFailures.Translate(e, server, ConnectionStep.Connect, address);
        }
    }

    /// <exception cref="RemoteMcpException">Nothing says where the server is.</exception>
    public async Task<ServerAddress> FindAddressAsync()
    {
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
                $"Set {RemoteServerSettings.Key(server)}:RuntimeArn or :Url, or the SSM parameter"
                + $" {ParameterNames.RuntimeArn} or {ParameterNames.Url} beside its credentials."),
        };
    }

    private ServerAddress AddressOf(Uri url) => new(url, ServerKind.Plain, access.Auth);

    private ServerAddress AddressOf(RuntimeArn arn) =>
        new(arn.InvocationUrl(aws.Endpoint(AgentCoreService), options.Qualifier), ServerKind.Runtime, access.Auth);

    private HttpClient CreateHttpClient()
    {
        var handler = access.Guard(new SocketsHttpHandler
        {
            ConnectTimeout = TcpConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = propagator,
        });

        // Every step and call has its deadline; the client's own limit would cut long calls.
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    // The SDK gets no log: it would write what upstreams answer, whatever that is.
    private async Task<McpClient> HandshakeAsync(HttpClient http, ServerAddress address, CancellationToken cancellationToken)
    {
        var transport = new HttpClientTransport(
            new HttpClientTransportOptions
            {
                Endpoint = address.Url,
                Name = server,
                TransportMode = HttpTransportMode.StreamableHttp,
                EnableStandaloneGetStream = false,
                AdditionalHeaders = address.IsRuntime
                    ? new Dictionary<string, string> { [AgentCoreHeaders.SessionId] = NewSessionId() }
                    : null,
            },
            http);

        return await McpClient.CreateAsync(transport, new McpClientOptions(), cancellationToken: cancellationToken);
    }

    private static string NewSessionId() => $"mcp-{Guid.NewGuid():D}";
}
