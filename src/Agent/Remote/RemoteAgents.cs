using System.Diagnostics;
using System.Net.Http.Headers;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Connections;
using AgentStack.RemoteMcp.Signing;
using AgentStack.Settings;

namespace AgentStack.Agent.Remote;

/// <summary>
/// Opens clients of deployed agents. One HTTP path serves both authorizers: the AWS SDK can call no runtime that takes tokens.
/// </summary>
internal sealed class RemoteAgents(
    AwsSettings aws, RemoteMcpServers servers, IConfiguration configuration, DistributedContextPropagator propagator, TimeProvider clock)
{
    /// <summary>The service that AWS knows runtimes by.</summary>
    private const string Service = "bedrock-agentcore";

    private static readonly TimeSpan TcpConnectTimeout = TimeSpan.FromSeconds(10);

    /// <exception cref="SettingsException">The target makes no sense, or nothing says what it is.</exception>
    public RemoteAgent Open(RemoteTarget target)
    {
        var address = FindAddress(target);
        var auth = target.Auth ?? (address.Arn is null ? RemoteAuth.None : RemoteAuth.SigV4);
        var sockets = new SocketsHttpHandler
        {
            ConnectTimeout = TcpConnectTimeout,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = propagator,
        };
        var http = auth switch
        {
            RemoteAuth.SigV4 => Client(new SigV4Handler((Service, Region(address)), aws, clock, sockets)),
            RemoteAuth.Bearer => CreateTokenClient(target, address, sockets),
            _ => Client(sockets),
        };
        return new RemoteAgent(http, address, auth, clock);
    }

    private RemoteAgentAddress FindAddress(RemoteTarget target)
    {
        var text = target.Address ?? (target.Auth == RemoteAuth.Bearer ? Value(RemoteVariables.TokenRuntimeArn) : null)
            ?? Value(RemoteVariables.RuntimeArn)
            ?? throw new SettingsException(
                [$"nothing says which agent to call: pass --runtime with its ARN, or set {RemoteVariables.RuntimeArn}"]);

        return RemoteAgentAddress.TryParse(text, target.Qualifier, aws, out var address)
            ? address
            : throw new SettingsException(
                [$"\"{text}\" is no agent: pass an ARN such as arn:aws:bedrock-agentcore:REGION:ACCOUNT:runtime/ID, or the URL of its /invocations"]);
    }

    private string Region(RemoteAgentAddress address) => address.Arn?.Region ?? aws.Region
        ?? throw new UsageException("--sigv4 needs a region to sign for: set AWS_REGION, or name the agent by its ARN");

    private HttpClient CreateTokenClient(RemoteTarget target, RemoteAgentAddress address, SocketsHttpHandler sockets)
    {
        if (address is { Url: { Scheme: "http", IsLoopback: false } })
            throw new UsageException($"--bearer would send a token in the clear to {address.Url.Authority}: take its https address{(address.Arn is null ? "" : " (AWS_ENDPOINT_URL)")}");

        if (target.Server is null && Value(RemoteVariables.BearerToken) is { } token)
        {
            if (!AuthenticationHeaderValue.TryParse($"Bearer {token}", out var header))
                throw new UsageException($"{RemoteVariables.BearerToken} holds something that cannot be a token");

            var http = Client(sockets);
            http.DefaultRequestHeaders.Authorization = header;
            return http;
        }

        return Client(TokenServers.Choose(servers, target.Server, RemoteVariables.BearerToken).Guard(sockets));
    }

    // Calls have their own limits, and a stream may take an hour.
    private static HttpClient Client(HttpMessageHandler handler) => new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    private string? Value(string name) => configuration[name] is { Length: > 0 } value ? value.Trim() : null;
}
