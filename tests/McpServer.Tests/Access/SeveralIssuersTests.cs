using System.Net;
using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Access;

public sealed class SeveralIssuersTests : IAsyncLifetime
{
    private const string Api = "https://tools.example.com";

    private readonly FakeClock _clock = new();
    private FakeIssuer _first = null!;
    private FakeIssuer _second = null!;
    private FakeIssuer _third = null!;
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await FakeIssuer.StartAsync(_clock);
        _second = await FakeIssuer.StartAsync(_clock);
        _third = await FakeIssuer.StartAsync(_clock);
        _server = await RunningServer.StartAsync(
            new()
            {
                ["Access:DiscoveryUrl"] = _first.DiscoveryUrl.AbsoluteUri,
                ["Access:AllowedClients"] = "client-1",
                ["Access:RequiredScopes"] = "first",
                ["Access:Issuers:partner:DiscoveryUrl"] = _second.DiscoveryUrl.AbsoluteUri,
                ["Access:Issuers:partner:AllowedClients"] = "client-2",
                ["Access:Issuers:partner:RequiredScopes"] = "second other",
                ["Access:Issuers:api:DiscoveryUrl"] = _third.DiscoveryUrl.AbsoluteUri,
                ["Access:Issuers:api:AllowedClients"] = "client-3",
                ["Access:Issuers:api:Audience"] = Api,
            },
            _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        await _third.DisposeAsync();
    }

    [Fact]
    public async Task Mcp_TokenOfEachIssuer_IsServedByItsOwnRules()
    {
        (await CallAsync(_first.Token("client-1", "first"))).ToolText.ShouldBe("client-1");
        (await CallAsync(_second.Token("client-2", "other second"))).ToolText.ShouldBe("client-2");
        (await CallAsync(ThirdToken())).ToolText.ShouldBe("client-3");
    }

    [Fact]
    public async Task Mcp_ClientOfAnotherIssuer_Is401() =>
        (await CallAsync(_second.Token("client-1", "first second other"))).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Mcp_ScopesOfAnotherIssuer_Are403NamingItsOwn()
    {
        var answer = await CallAsync(_second.Token("client-2", "first second"));

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        ChallengeOf(answer).ShouldEndWith("error=\"insufficient_scope\", scope=\"second other\"");
    }

    [Fact]
    public async Task Mcp_SignedByOneIssuerInTheNameOfAnother_Is401()
    {
        _first.Key.Id.ShouldBe(_second.Key.Id);

        foreach (var (signer, named, client) in new[] { (_first, _second, "client-2"), (_second, _first, "client-1") })
        {
            var answer = await CallAsync(signer.Key.Sign(named.Claims(client, "first second other")));

            answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Text.ShouldContain("not signed by a key of the expected issuer");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://issuer.example")]
    public async Task Mcp_TokenOfNoIssuerThatIsTrusted_Is401AndNobodyIsAsked(string? issuer)
    {
        var answer = await CallAsync(_first.Token(claims => claims["iss"] = issuer));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Text.ShouldContain("no issuer that is trusted here");
        (_first.Requests + _second.Requests + _third.Requests).ShouldBe(0);
    }

    [Fact]
    public async Task Mcp_DiscoveryDocumentInTheNameOfAnotherIssuer_LetsNobodyIn()
    {
        _second.DiscoveryOverride = new JsonObject
        {
            ["issuer"] = _first.Issuer,
            ["jwks_uri"] = $"{_second.Issuer}/.well-known/jwks.json",
        }.ToJsonString();

        (await CallAsync(_second.Key.Sign(_first.Claims("client-1", "first")))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await CallAsync(_second.Token("client-2", "second other"))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Mcp_OneIssuerIsDownFromTheStart_CostsItsOwnTokensAlone()
    {
        _second.IsDown = true;

        (await CallAsync(_second.Token("client-2", "second other"))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await CallAsync(_first.Token("client-1", "first"))).Status.ShouldBe(HttpStatusCode.OK);
        (await CallAsync(ThirdToken())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Mcp_OneIssuerNeverAnswers_TheOthersDoNotWait()
    {
        _second.IsSilent = true;
        var waiting = CallAsync(_second.Token("client-2", "second other"));
        await Eventually.TrueAsync(() => _second.Requests > 0, "the question");

        (await CallAsync(_first.Token("client-1", "first"))).Status.ShouldBe(HttpStatusCode.OK);

        waiting.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(10));
        (await waiting).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Mcp_IssuerDownAtTheHourlyRefresh_IsInTheLogAndCostsNothing()
    {
        await CallAsync(_first.Token("client-1", "first"));
        _first.IsDown = true;
        _clock.Advance(TimeSpan.FromHours(1));

        (await CallAsync(_first.Token("client-1", "first"))).Status.ShouldBe(HttpStatusCode.OK);
        await Eventually.TrueAsync(
            () => _server.Log.Lines.Any(line => line.Level == LogLevel.Warning && line.Text.Contains($"keys of {_first.Issuer} could not be refreshed")),
            "the warning");
    }

    [Fact]
    public async Task Mcp_WithoutTheAudienceThatIsAskedFor_Is401() =>
        (await CallAsync(_third.Token("client-3"))).Text.ShouldContain("meant for another audience");

    [Fact]
    public async Task Metadata_NamesAllIssuersAndScopes()
    {
        var metadata = (await _server.SendAsync(HttpMethod.Get, "/.well-known/oauth-protected-resource/mcp")).Json;

        metadata["authorization_servers"]!.AsArray().Select(server => server!.GetValue<string>())
            .ShouldBe([_first.Issuer, _second.Issuer, _third.Issuer], ignoreOrder: true);
        metadata["scopes_supported"]!.AsArray().Select(scope => scope!.GetValue<string>())
            .ShouldBe(["first", "second", "other"], ignoreOrder: true);
    }

    [Fact]
    public async Task Mcp_NoToken_NamesNoScopesSinceTheyDiffer() =>
        ChallengeOf(await _server.PostAsync(Messages.ListTools)).ShouldNotContain("scope=");

    private static string ChallengeOf(WireAnswer answer) => answer.Headers.GetValues("WWW-Authenticate").Single();

    private string ThirdToken()
    {
        var claims = _third.Claims();
        claims.Remove("client_id");
        claims.Remove("token_use");
        (claims["azp"], claims["scp"], claims["aud"]) = ("client-3", new JsonArray("a"), new JsonArray("x", Api));
        return _third.Key.Sign(claims);
    }

    private Task<WireAnswer> CallAsync(string token) => _server.CallAsync("odd_caller", null, ("Authorization", $"Bearer {token}"));
}
