using System.Diagnostics;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Credentials;
using AgentStack.RemoteMcp.Signing;
using AgentStack.RemoteMcp.Tokens;
using AgentStack.RemoteMcp.Tokens.Cognito;
using Amazon.SimpleSystemsManagement;
using Microsoft.Extensions.Caching.Distributed;
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
    private readonly DistributedTokenCache? _cache;

    /// <param name="ssm">Where credentials are that the settings do not hold.</param>
    /// <param name="aws">The AWS SDK's own settings.</param>
    /// <param name="telemetry">Counts what is fetched.</param>
    /// <param name="clock">By which tokens age.</param>
    /// <param name="logs">Never told a secret.</param>
    /// <param name="cache">Where processes share machine tokens, enciphered; none unless the host registers one.</param>
    public AccessFactory(
        Lazy<IAmazonSimpleSystemsManagement> ssm,
        AwsSettings aws,
        RemoteMcpTelemetry telemetry,
        TimeProvider clock,
        ILoggerFactory logs,
        IDistributedCache? cache = null)
    {
        (_ssm, _aws, _telemetry, _clock, _logs) = (ssm, aws, telemetry, clock, logs);
        _discovery = new DiscoveryCache(_issuers, clock);
        _tokens = new SharedTokens(clock);
        _cache = cache is null ? null : new DistributedTokenCache(cache, clock, logs.CreateLogger<DistributedTokenCache>());
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
                var identity = new SigningIdentity(server, options, _aws, SigningCredentials.Of(_aws));
                return new SignedAccess(identity, new Deadline(options.ConnectTimeout, _clock), _clock);
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
        var isUser = options.Auth == RemoteServerAuth.UserPassword;
        ITokenFlow flow = isUser
            ? new UserPasswordFlow(server, _aws, new CognitoClient(server, _issuers, step, _clock))
            : new ClientCredentialsFlow(server, options, _discovery, new TokenEndpoint(server, _issuers, step, _clock), step);

        var recorder = new TokenFetchRecorder(server, options.TokenPrice, _telemetry, _clock, _logs.CreateLogger<TokenFetchRecorder>());

        // A user's token is as secret as its password, which may be short: it stays in this process.
        return new IssuedTokens(server, credentials, flow, _tokens, recorder, isUser ? null : _cache, _logs.CreateLogger<IssuedTokens>());
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
