using System.Net;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Access;

public sealed class HostileTokensTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private FakeIssuer _issuer = null!;
    private FakeIssuer _stranger = null!;
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await FakeIssuer.StartAsync(_clock);
        _stranger = await FakeIssuer.StartAsync(_clock);
        _server = await RunningServer.StartAsync(
            new() { ["Access:DiscoveryUrl"] = _issuer.DiscoveryUrl.AbsoluteUri, ["Access:AllowedClients"] = "client-1" }, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _stranger.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Mcp_HostileToken_IsRefusedWithoutAWordTooMany()
    {
        var tokens = new HostileTokens(_issuer, _stranger, _clock);
        foreach (var name in HostileTokens.Names)
        {
            var answer = await CallAsync(tokens.Make(name));

            ((int)answer.Status).ShouldBeOneOf(401, 400);
            answer.Headers.GetValues("WWW-Authenticate").Single().ShouldContain("error=\"invalid_", customMessage: name);
            answer.Text.ShouldStartWith("{\"error\":\"invalid_", customMessage: name);
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse(name);
        }

        _server.Odd.Calls.ShouldBe(0);
        _stranger.Requests.ShouldBe(0, "no address in a token is ever asked");
        _issuer.KeySetRequests.ShouldBe(1);
        (await CallAsync(_issuer.Token())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Mcp_HostileTokenAfterAGoodOne_IsRefusedAsWell()
    {
        await CallAsync(_issuer.Token());
        var tokens = new HostileTokens(_issuer, _stranger, _clock);
        foreach (var name in HostileTokens.Names)
            ((int)(await CallAsync(tokens.Make(name))).Status).ShouldBeOneOf([400, 401], name);

        _server.Odd.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Mcp_HostileTokens_LeaveNothingOfThemInTheLog()
    {
        var tokens = new HostileTokens(_issuer, _stranger, _clock);
        foreach (var name in HostileTokens.Names)
            await CallAsync(tokens.Make(name));

        foreach (var word in new[] { "passwd", "OR '1'", "Set-Cookie", "eyJ", "client-9", "   at " })
            _server.Log.Lines.ShouldNotContain(line => line.Text.Contains(word, StringComparison.Ordinal), word);
    }

    [Theory]
    [InlineData("é")]
    [InlineData("e30.e30.\u00ff")]
    [InlineData("token\u0001")]
    public async Task Mcp_TokenThatIsNoAscii_Is400(string token) =>
        (await CallAsync(token)).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Mcp_TokenLargerThanARequestMayBe_IsRefusedByTheListener() =>
        (await CallAsync(new string('a', 40_000))).Status.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);

    [Fact]
    public async Task Mcp_TimesWithFractions_AreGood()
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();

        (await CallAsync(_issuer.Token(claims => (claims["exp"], claims["iat"]) = (now + 60.5, now - 0.5))))
            .Status.ShouldBe(HttpStatusCode.OK);
    }

    private Task<WireAnswer> CallAsync(string token) => _server.CallAsync("odd_count", null, ("Authorization", $"Bearer {token}"));
}
