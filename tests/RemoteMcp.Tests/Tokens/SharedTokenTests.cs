using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.RemoteMcp.Tests.Tokens;

public sealed class SharedTokenTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private TokenStage _stage = null!;
    private ScriptedIssuer _issuer = null!;

    public async ValueTask InitializeAsync() =>
        (_stage, _issuer) = (await TokenStage.StartAsync(), await ScriptedIssuer.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Token_OfTenServersWithOneClient_IsFetchedOnceForEachScopeAndAudience()
    {
        var servers = _stage.ConnectAll([
            .. Enumerable.Range(0, 8).SelectMany(i => Settings($"same{i}")),
            .. Settings("scoped"), ("scoped:Scope", "tools/read"), .. Settings("aimed"), ("aimed:Resource", "https://tools.example"),
            .. Settings("another", client: "otherclient")]);

        await Task.WhenAll(servers.SelectMany(server => Enumerable.Range(0, 5).Select(_ => server.GetTokenAsync(Cancellation))));

        _issuer.Issued.ShouldBe(4);
        _issuer.Documents.ShouldBe(1);
        _issuer.Forms.ShouldContain(form => form["scope"] == "tools/read");
        _issuer.Forms.ShouldContain(form => form["resource"] == "https://tools.example");
    }

    [Fact]
    public async Task Token_WhoseEarlyRenewalFails_ServesUntilItHasRunOut()
    {
        var server = _stage.Connect(_issuer.DiscoveryUrl);
        var first = await RevealAsync(server);
        _issuer.Token = http => ScriptedIssuer.RefuseAsync(http, "unauthorized_client");
        var attempts = 1;

        // It lasts 300 s and is not sent in its last 30 s. The pauses between attempts are 2, 4, 8 and 16 s, give or take a quarter.
        foreach (var wait in (int[])[225, 3, 6, 11, 21])
        {
            _stage.Clock.Advance(TimeSpan.FromSeconds(wait));
            (await RevealAsync(server)).ShouldBe(first);
            attempts++;
            await Eventually.TrueAsync(() => _stage.Fetches == attempts, $"attempt {attempts}");

            _stage.Clock.Advance(TimeSpan.FromSeconds(0.5));
            (await RevealAsync(server)).ShouldBe(first);
        }

        _stage.Clock.Advance(TimeSpan.FromSeconds(2));
        _issuer.Forms.Count.ShouldBe(attempts);
        var failure = await Should.ThrowAsync<RemoteMcpException>(() => RevealAsync(server));
        failure.Problem.ShouldContain("unauthorized_client");

        _issuer.Token = _issuer.IssueAsync;
        (await RevealAsync(server)).ShouldNotBe(first);
    }

    [Fact]
    public async Task Token_RefusedToFiftyCallers_IsRenewedOnceForAll()
    {
        await using var mcp = await FakeMcpServer.StartAsync();
        var refused = "";
        mcp.Mood = (http, _) => RefuseAsync(http, token => token == refused);
        var server = ConnectTo(mcp);
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        refused = await RevealAsync(server);

        var calls = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.CallToolAsync(tool, Numbers, Cancellation)));

        calls.ShouldAllBe(call => call.IsError != true);
        _issuer.Issued.ShouldBe(2);
        mcp.Count("tools/call").ShouldBeLessThanOrEqualTo(100);
    }

    [Fact]
    public async Task Token_ThatIsAlwaysRefused_IsNotRenewedAgainAndAgain()
    {
        await using var mcp = await FakeMcpServer.StartAsync();
        mcp.Mood = (http, _) => RefuseAsync(http, _ => true);
        var server = ConnectTo(mcp);

        for (var i = 0; i < 10; i++)
        {
            var failure = await Should.ThrowAsync<RemoteMcpException>(() => server.ListToolsAsync(Cancellation));
            failure.Problem.ShouldContain("401");
        }

        _issuer.Issued.ShouldBe(2);

        _stage.Clock.Advance(TimeSpan.FromSeconds(61));
        await Should.ThrowAsync<RemoteMcpException>(() => server.ListToolsAsync(Cancellation));
        _issuer.Issued.ShouldBe(3);
    }

    [Fact]
    public async Task Token_WhenTheTimeOfDayIsSet_IsAsOldAsBefore()
    {
        var server = _stage.Connect(_issuer.DiscoveryUrl);
        var first = await RevealAsync(server);

        _stage.Clock.Set(_stage.Clock.GetUtcNow().AddDays(3));
        (await RevealAsync(server)).ShouldBe(first);
        _stage.Clock.Set(_stage.Clock.GetUtcNow().AddDays(-9));
        (await RevealAsync(server)).ShouldBe(first);

        _stage.Clock.Advance(TimeSpan.FromSeconds(271));
        (await RevealAsync(server)).ShouldNotBe(first);
        _issuer.Issued.ShouldBe(2);
    }

    [Fact]
    public async Task Token_WithALifetimeOfNoTime_IsFetchedOnceForACall()
    {
        _issuer.ExpiresIn = "0.000000001";
        var server = _stage.Connect(_issuer.DiscoveryUrl);

        for (var i = 0; i < 5; i++)
        {
            await RevealAsync(server);
            _stage.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        _stage.Fetches.ShouldBe(1);
    }

    [Theory]
    [InlineData(null, 270)]
    [InlineData("0", 270)]
    [InlineData("-5", 270)]
    [InlineData("\"soon\"", 270)]
    [InlineData("null", 270)]
    [InlineData("\"600\"", 570)]
    [InlineData("600.5", 570)]
    [InlineData("60", 54)]
    [InlineData("1e300", 86_370)]
    [InlineData("99999999999999999999999999", 86_370)]
    public async Task Token_WithALifetimeOfAnySort_IsUsedAsLongAsThatAllows(string? expiresIn, int seconds)
    {
        _issuer.ExpiresIn = expiresIn;
        var server = _stage.Connect(_issuer.DiscoveryUrl);
        var first = await RevealAsync(server);
        _issuer.Token = http => ScriptedIssuer.RefuseAsync(http, "invalid_scope");

        _stage.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        (await RevealAsync(server)).ShouldBe(first);
        await Eventually.TrueAsync(() => _stage.Fetches == 2, "the early attempt");
        _stage.Clock.Advance(TimeSpan.FromSeconds(2));

        await Should.ThrowAsync<RemoteMcpException>(() => RevealAsync(server));
    }

    [Fact]
    public async Task Failure_OfASharedFetch_NamesTheServerOfEachWhoWaited()
    {
        _issuer.Token = http => ScriptedIssuer.RefuseAsync(http, "invalid_scope");
        var servers = _stage.ConnectAll([.. Settings("one"), .. Settings("two")]);

        foreach (var (server, failure) in await Task.WhenAll(servers.Select(FailAsync)))
        {
            failure.Server.ShouldBe(server.Name);
            failure.Message.ShouldStartWith($"MCP server '{server.Name}'");
        }

        static async Task<(RemoteMcpServer Server, RemoteMcpException Failure)> FailAsync(RemoteMcpServer server) =>
            (server, await Should.ThrowAsync<RemoteMcpException>(() => server.GetTokenAsync(Cancellation)));
    }

    [Fact]
    public async Task Fetches_AreCountedByServerReasonAndOutcomeWithTheirCost()
    {
        var server = _stage.Connect(_issuer.DiscoveryUrl, ("TokenPrice", "0.5"));
        await server.GetTokenAsync(Cancellation);
        _stage.Clock.Advance(TimeSpan.FromSeconds(230));
        await server.GetTokenAsync(Cancellation);
        await Eventually.TrueAsync(() => _stage.Fetches == 2, "the early fetch");
        _issuer.Token = http => ScriptedIssuer.RefuseAsync(http, "invalid_scope");
        _stage.Clock.Advance(TimeSpan.FromSeconds(280));
        await Should.ThrowAsync<RemoteMcpException>(() => server.GetTokenAsync(Cancellation));

        _stage.Measured("agentstack.token.fetches").Select(one => one.Tags).ShouldBe([
            "agentstack.tool.server=tools agentstack.token.reason=missing agentstack.token.outcome=issued",
            "agentstack.tool.server=tools agentstack.token.reason=early agentstack.token.outcome=issued",
            "agentstack.tool.server=tools agentstack.token.reason=missing agentstack.token.outcome=failed error.type=invalid_scope",
        ]);
        _stage.Measured("agentstack.token.fetch.duration").Count.ShouldBe(3);
        _stage.Measured("agentstack.token.cost").Select(one => one.Value).ShouldBe([0.5, 0.5]);
    }

    private static Dictionary<string, object?> Numbers => new() { ["a"] = 1, ["b"] = 2 };

    private static async Task<string> RevealAsync(RemoteMcpServer server) =>
        (await server.GetTokenAsync(Cancellation)).ShouldNotBeNull().Reveal();

    private static Task<bool> RefuseAsync(HttpContext http, Func<string, bool> isRefused)
    {
        var refuses = isRefused(http.Request.Headers.Authorization.ToString()["Bearer ".Length..]);
        if (refuses)
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;

        return Task.FromResult(refuses);
    }

    private RemoteMcpServer ConnectTo(FakeMcpServer mcp) =>
        _stage.ConnectAll([.. Settings("tools"), ("tools:Url", mcp.Url.AbsoluteUri)]).ShouldHaveSingleItem();

    private (string Key, string Value)[] Settings(string server, string client = TokenStage.ClientId) =>
    [
        ($"{server}:Url", "http://127.0.0.1:9/mcp"), ($"{server}:ClientId", client), ($"{server}:ClientSecret", TokenStage.Secret),
        ($"{server}:DiscoveryUrl", _issuer.DiscoveryUrl.AbsoluteUri),
    ];
}
