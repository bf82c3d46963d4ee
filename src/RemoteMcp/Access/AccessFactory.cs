using System.Diagnostics;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Credentials;
using AgentStack.RemoteMcp.Tokens;
using AgentStack.RemoteMcp.Tokens.Cognito;
using Amazon.SimpleSystemsManagement;
using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Access;

/// <summary>Makes what each server's requests prove themselves with. Tokens and discovery documents are shared by all of them.</summary>
public sealed class AccessFactory : IDisposable
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly Lazy<IAmazonSimpleSystemsManagement> _ssm;
    private readonly AwsSettings _aws;
    private readonly RemoteMcpTelemetry _telemetry;
    private readonly TimeProvider _clock;
    private readonly ILoggerFactory _logs;
    private readonly HttpClient _issuers = CreateIssuerClient();
    private readonly DiscoveryCache _discovery;
    private readonly SharedTokens _tokens;

    public AccessFactory(
        Lazy<IAmazonSimpleSystemsManagement> ssm, AwsSettings aws, RemoteMcpTelemetry telemetry, TimeProvider clock, ILoggerFactory logs)
    {
        (_ssm, _aws, _telemetry, _clock, _logs) = (ssm, aws, telemetry, clock, logs);
        _discovery = new DiscoveryCache(_issuers, clock);
        _tokens = new SharedTokens(clock);
    }

    internal DiscoveryCache Discovery => _discovery;

    public void Dispose() => _issuers.Dispose();

    /// <summary>What is known of the server's issuer, and of its address where the settings do not say.</summary>
    internal ICredentialSource CreateCredentials(string server, RemoteServerOptions options) =>
        (ICredentialSource?)LiteralCredentials.Find(server, options)
        ?? new ParameterStoreCredentials(server, options, Parameters(server, options));

    internal IServerAccess CreateAccess(string server, RemoteServerOptions options, ICredentialSource credentials)
    {
        switch (options.Auth)
        {
            case RemoteServerAuth.None:
                return new OpenAccess();
            case RemoteServerAuth.SigV4:
                var region = options.Region ?? (RuntimeArn.TryParse(options.RuntimeArn, out var arn) ? arn.Region : _aws.Region);
                return new SignedAccess(region ?? "us-east-1", _aws, _clock);
            case RemoteServerAuth.Bearer:
                return new TokenAccess(options.Auth, CreateFixed(server, options));
            default:
                return new TokenAccess(options.Auth, CreateIssued(server, options, credentials));
        }
    }

    private ITokenSource CreateFixed(string server, RemoteServerOptions options) =>
        options.Token is { } token ? new FixedToken(token.Trim()) : new StoredToken(server, Parameters(server, options), _clock);

    private IssuedTokens CreateIssued(string server, RemoteServerOptions options, ICredentialSource credentials)
    {
        var step = new Deadline(options.ConnectTimeout, _clock);
        ITokenFlow flow = options.Auth == RemoteServerAuth.UserPassword
            ? new UserPasswordFlow(server, _aws, new CognitoClient(server, _issuers, step, _clock))
            : new ClientCredentialsFlow(server, options, _discovery, new TokenEndpoint(server, _issuers, step, _clock), step);

        var recorder = new TokenFetchRecorder(server, options.TokenPrice, _telemetry, _clock, _logs.CreateLogger<TokenFetchRecorder>());
        return new IssuedTokens(server, credentials, flow, _tokens, recorder, _logs.CreateLogger<IssuedTokens>());
    }

    private ParameterReader Parameters(string server, RemoteServerOptions options) =>
        new(server, options.SsmPrefix ?? $"/app/mcp/{server}", _ssm, new Deadline(options.ConnectTimeout, _clock));

    private static HttpClient CreateIssuerClient() => new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = ConnectionLifetime,
        AllowAutoRedirect = false,

        // An issuer has no part in the trace, and the session is none of its business.
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
