using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Tests.Tokens;

/// <summary>An OAuth issuer on loopback that does what a test tells it to, and tells what it was asked.</summary>
internal sealed class ScriptedIssuer : IAsyncDisposable
{
    public const string TokenBeginning = "opaque-token-that-nobody-may-see-";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<IFormCollection> _forms = new();
    private int _issued;
    private int _documents;

    private ScriptedIssuer(WebApplication app)
    {
        _app = app;
        Token = IssueAsync;
        Document = http => http.Response.WriteAsJsonAsync(Discovery());
    }

    public Uri Address { get; private set; } = null!;

    public Uri DiscoveryUrl => new(Address, "pool/.well-known/openid-configuration");

    /// <summary>Where its document says that tokens are.</summary>
    public string TokenPath { get; set; } = "/token";

    /// <summary>The whole address in place of <see cref="TokenPath"/>.</summary>
    public string? TokenAddress { get; set; }

    /// <summary>Seconds; what it says of its tokens, to the letter of the JSON.</summary>
    public string? ExpiresIn { get; set; } = "300";

    public Func<HttpContext, Task> Token { get; set; }

    public Func<HttpContext, Task> Document { get; set; }

    public int Issued => _issued;

    /// <summary>How often the discovery document was asked for.</summary>
    public int Documents => _documents;

    /// <summary>What was asked at the token endpoint, in order.</summary>
    public IReadOnlyList<IFormCollection> Forms => [.. _forms];

    public static async Task<ScriptedIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new ScriptedIssuer(builder.Build());
        issuer._app.Run(issuer.AnswerAsync);
        await issuer._app.StartAsync();
        issuer.Address = new Uri(issuer._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return issuer;
    }

    /// <summary>Answers with a token as a good issuer does.</summary>
    public Task IssueAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        var lifetime = ExpiresIn is { } seconds ? $",\"expires_in\":{seconds}" : "";
        return http.Response.WriteAsync($$"""{"access_token":"{{TokenBeginning}}{{Interlocked.Increment(ref _issued)}}","token_type":"Bearer"{{lifetime}}}""");
    }

    /// <summary>Answers with an error of RFC 6749.</summary>
    public static Task RefuseAsync(HttpContext http, string error, int status = 400)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new JsonObject { ["error"] = error, ["error_description"] = "described by the upstream" });
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path.Value!.EndsWith("openid-configuration", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _documents);
            await Document(http);
        }
        else if (http.Request.Path == TokenPath)
        {
            _forms.Enqueue(await http.Request.ReadFormAsync());
            await Token(http);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private JsonObject Discovery() => new()
    {
        ["issuer"] = new Uri(Address, "pool").AbsoluteUri,
        ["jwks_uri"] = new Uri(Address, "pool/jwks").AbsoluteUri,
        ["token_endpoint"] = TokenAddress ?? new Uri(Address, TokenPath).AbsoluteUri,
    };
}
