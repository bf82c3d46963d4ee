using System.Globalization;
using AgentStack.LocalAws;
using AgentStack.LocalAws.AgentCore;
using AgentStack.LocalAws.Signing;
using AgentStack.Oidc;
using AgentStack.Tests.Shared;
using AgentStack.Tests.Shared.Scripted;
using Microsoft.AspNetCore.Http;

namespace AgentStack.RemoteMcp.Tests.Matrix;

/// <summary>What all cells share: an account with a user pool and an access key, and the port that the servers are on.</summary>
public sealed class MatrixWorld : IAsyncLifetime
{
    private const string BearerToken = "a-token-that-somebody-made-elsewhere";
    private const string ClientId = "matrix-client";
    private const string Secret = "matrix-secret-not-a-real-one";
    private const string Prefix = "/app/mcp/matrix";

    private readonly HttpClient _http = new();
    private SigningKeys _keys = null!;
    private int _latest;

    internal LocalAwsServer Aws { get; private set; } = null!;

    internal ScriptedHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await ScriptedHost.StartAsync();
        Aws = await LocalAwsServer.StartAsync(new LocalAwsOptions());
        Aws.UserPool.AddClient(ClientId, Secret, "tools/invoke");
        Aws.Parameters.Put($"{Prefix}/machine_client_id", ClientId);
        Aws.Parameters.Put($"{Prefix}/cognito_secret", Secret, secure: true);
        Aws.Parameters.Put($"{Prefix}/cognito_discovery_url", Aws.UserPool.DiscoveryUrl.AbsoluteUri);
        _keys = new SigningKeys(_http, Aws.UserPool.DiscoveryUrl, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Aws.DisposeAsync();
        _keys.Dispose();
        _http.Dispose();
    }

    /// <summary>What the client side is told of how it proves itself.</summary>
    internal static IEnumerable<(string Key, string Value)> Credentials(RemoteServerAuth access) => access switch
    {
        RemoteServerAuth.M2M => [("SsmPrefix", Prefix)],
        RemoteServerAuth.Bearer => [("Token", BearerToken)],
        _ => [],
    };

    /// <summary>Lets in who proves itself, as a server without AgentCore in front of it must do by itself.</summary>
    internal Func<HttpContext, Task<bool>> Guard(RemoteServerAuth access, FakeClock clock)
    {
        var signatures = new SignatureVerifier(new AwsCredentials(Aws.AccessKeyId, Aws.SecretAccessKey), Aws.Region, clock);
        // The pool issues by the time of this machine.
        var tokens = new AccessTokenVerifier(_keys, TimeProvider.System);
        return async http =>
        {
            var refused = access switch
            {
                RemoteServerAuth.M2M => (await tokens.VerifyAsync(Bearer(http), http.RequestAborted)).Token is null ? 401 : 0,
                RemoteServerAuth.Bearer => Bearer(http) == BearerToken ? 0 : 401,
                RemoteServerAuth.SigV4 => await signatures.VerifyAsync(http.Request, "bedrock-agentcore") is null ? 0 : 403,
                _ => http.Request.Headers.Authorization.Count == 0 ? 0 : 400,
            };
            http.Response.StatusCode = refused == 0 ? http.Response.StatusCode : refused;
            return refused != 0;
        };
    }

    /// <summary>Puts a container behind AgentCore's front door.</summary>
    /// <returns>Its ARN.</returns>
    internal string AddRuntime(Uri container, RemoteServerAuth access)
    {
        var number = Interlocked.Increment(ref _latest).ToString(CultureInfo.InvariantCulture);
        var arn = $"arn:aws:bedrock-agentcore:{Aws.Region}:{Aws.AccountId}:runtime/cell-{number}";
        Aws.Runtimes.Add(new LocalRuntime(arn, RuntimeProtocol.Mcp, container)
        {
            Authorizer = access is RemoteServerAuth.SigV4 ? null : new JwtAuthorizer(Aws.UserPool.DiscoveryUrl) { AllowedClients = [ClientId] },
        });
        return arn;
    }

    private static string Bearer(HttpContext http) => http.Request.Headers.Authorization.ToString().Split(' ', 2)[^1];
}
