using System.Diagnostics;
using AgentStack.RemoteMcp.Access;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Credentials;
using AgentStack.RemoteMcp.Tokens;
using Amazon.SimpleSystemsManagement;
using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>The configured remote MCP servers, in the order of their names. Nothing is connected until it is used.</summary>
public sealed class RemoteMcpServers : IAsyncDisposable
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient _issuers;

    public RemoteMcpServers(
        RemoteServerSettings configured,
        Lazy<IAmazonSimpleSystemsManagement> ssm,
        AwsSettings aws,
        TimeProvider clock,
        ILoggerFactory logs,
        DistributedContextPropagator propagator)
    {
        _issuers = new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionLifetime = ConnectionLifetime,
            AllowAutoRedirect = false,
            // An issuer has no part in the trace, and the session is none of its business.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

        All = [.. configured.Servers.Select(server => Create(server.Key, server.Value, ssm, aws, clock, logs, propagator))];
    }

    public IReadOnlyList<RemoteMcpServer> All { get; }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in All)
            await server.DisposeAsync();

        _issuers.Dispose();
    }

    private RemoteMcpServer Create(
        string name,
        RemoteServerOptions options,
        Lazy<IAmazonSimpleSystemsManagement> ssm,
        AwsSettings aws,
        TimeProvider clock,
        ILoggerFactory logs,
        DistributedContextPropagator propagator)
    {
        var step = new Deadline(options.ConnectTimeout, clock);
        var credentials = new ParameterStoreCredentials(name, options.SsmPrefix ?? $"/app/mcp/{name}", ssm, step);
        var access = CreateAccess(name, options, credentials, aws, step, clock);
        var connector = new Connector(name, options, credentials, access, aws, step, clock, propagator);

        return new RemoteMcpServer(
            name, options, access, connector, new Deadline(options.CallTimeout, clock), step, clock, logs.CreateLogger<RemoteMcpServer>());
    }

    private IServerAccess CreateAccess(
        string name, RemoteServerOptions options, ICredentialSource credentials, AwsSettings aws, Deadline step, TimeProvider clock)
    {
        switch (options.Auth)
        {
            case RemoteServerAuth.None:
                return new OpenAccess();
            case RemoteServerAuth.SigV4:
                var region = options.Region ?? (RuntimeArn.TryParse(options.RuntimeArn, out var arn) ? arn.Region : aws.Region);
                return new SignedAccess(region ?? "us-east-1", aws, clock);
            case RemoteServerAuth.Bearer:
                return new TokenAccess(options.Auth, new FixedToken(options.Token ?? ""));
            default:
                var endpoint = new TokenEndpoint(name, options.Scope, _issuers, credentials, step, clock);
                return new TokenAccess(options.Auth, new MachineTokens(name, credentials, _issuers, endpoint, step, clock));
        }
    }
}
