using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentStack.Tests.Shared;

/// <summary>A token issuer on loopback with the documents and tokens of an Amazon Cognito user pool.</summary>
public sealed class FakeIssuer : IAsyncDisposable
{
    private const string Pool = "/eu-test-1_Example";

    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly List<FakeIssuerKey> _made = [];
    private volatile FakeIssuerKey[] _published = [];
    private int _keySetRequests;
    private int _requests;

    private FakeIssuer(WebApplication app, TimeProvider clock) => (_app, _clock) = (app, clock);

    public string Issuer { get; private set; } = "";

    public Uri DiscoveryUrl => new($"{Issuer}/.well-known/openid-configuration");

    /// <summary>The key that signs now.</summary>
    public FakeIssuerKey Key => _published[^1];

    /// <summary>How often it was asked for anything.</summary>
    public int Requests => _requests;

    /// <summary>How often the keys were fetched.</summary>
    public int KeySetRequests => _keySetRequests;

    /// <summary>Cuts every connection, as a machine does that is not there.</summary>
    public bool IsDown { get; set; }

    /// <summary>Takes requests and never answers.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Answers with this instead of its discovery document.</summary>
    public string? DiscoveryOverride { get; set; }

    /// <summary>Answers with this instead of its key set.</summary>
    public string? KeySetOverride { get; set; }

    public static async Task<FakeIssuer> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        var issuer = new FakeIssuer(builder.Build(), clock);
        issuer.RotateKey();
        issuer.Map();
        await issuer._app.StartAsync();
        var address = issuer._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        issuer.Issuer = address + Pool;
        return issuer;
    }

    /// <summary>Signs with a new key from now on; the old ones are gone from the key set, unless they are kept.</summary>
    public void RotateKey(bool keepOld = false)
    {
        var key = new FakeIssuerKey($"key-{_made.Count + 1}");
        _made.Add(key);
        _published = keepOld ? [.. _published, key] : [key];
    }

    /// <summary>Leaves only the newest key in the key set.</summary>
    public void DropOldKeys() => _published = [Key];

    /// <summary>The claims of a machine's access token, valid for an hour.</summary>
    public JsonObject Claims(string clientId = "client-1", string scope = "tools/call")
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["sub"] = clientId,
            ["token_use"] = "access",
            ["scope"] = scope,
            ["auth_time"] = now,
            ["iss"] = Issuer,
            ["exp"] = now + 3600,
            ["iat"] = now,
            ["version"] = 2,
            ["jti"] = Guid.NewGuid().ToString(),
            ["client_id"] = clientId,
        };
    }

    public string Token(string clientId = "client-1", string scope = "tools/call") => Key.Sign(Claims(clientId, scope));

    /// <summary>A token whose claims were changed before it was signed.</summary>
    public string Token(Action<JsonObject> change)
    {
        var claims = Claims();
        change(claims);
        return Key.Sign(claims);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var key in _made)
            key.Dispose();
    }

    private void Map()
    {
        _app.Use(async (HttpContext context, RequestDelegate next) =>
        {
            Interlocked.Increment(ref _requests);
            if (IsSilent)
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            else if (IsDown)
                context.Abort();
            else
                await next(context);
        });
        _app.MapGet($"{Pool}/.well-known/openid-configuration", () => Results.Content(DiscoveryOverride ?? Discovery(), "application/json"));
        _app.MapGet($"{Pool}/.well-known/jwks.json", () =>
        {
            Interlocked.Increment(ref _keySetRequests);
            return Results.Content(KeySetOverride ?? KeySet(), "application/json");
        });
    }

    private string KeySet() => new JsonObject { ["keys"] = new JsonArray([.. _published.Select(key => key.ToJwk())]) }.ToJsonString();

    private string Discovery() => new JsonObject
    {
        ["authorization_endpoint"] = $"{Issuer}/oauth2/authorize",
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["issuer"] = Issuer,
        ["jwks_uri"] = $"{Issuer}/.well-known/jwks.json",
        ["response_types_supported"] = new JsonArray("code", "token"),
        ["scopes_supported"] = new JsonArray("openid"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["token_endpoint"] = $"{Issuer}/oauth2/token",
        ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_basic", "client_secret_post"),
    }.ToJsonString();
}
