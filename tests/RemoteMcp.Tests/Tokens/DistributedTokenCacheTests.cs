using System.Text;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;

namespace AgentStack.RemoteMcp.Tests.Tokens;

public sealed class DistributedTokenCacheTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly TestCache _cache = new();
    private TokenStage _stage = null!;
    private ScriptedIssuer _issuer = null!;

    public async ValueTask InitializeAsync()
    {
        (_stage, _issuer) = (await TokenStage.StartAsync(), await ScriptedIssuer.StartAsync());
        _stage.Cache = _cache;
    }

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Token_OfAnotherProcess_IsUsedUntilItsLastQuarter()
    {
        var first = await FetchAsync();
        _stage.Clock.Advance(TimeSpan.FromSeconds(220));

        var other = _stage.Connect(_issuer.DiscoveryUrl);
        (await RevealAsync(other)).ShouldBe(first);
        _issuer.Issued.ShouldBe(1);

        // It is as old here as there: due at 225 s.
        _stage.Clock.Advance(TimeSpan.FromSeconds(6));
        (await RevealAsync(other)).ShouldBe(first);
        await Eventually.TrueAsync(() => _issuer.Issued == 2, "the early fetch");
    }

    [Fact]
    public async Task Token_InTheCache_CannotBeReadThereNorByAnotherSecret()
    {
        var token = await FetchAsync();
        var (name, closed) = _cache.Entries.ShouldHaveSingleItem();

        Encoding.Latin1.GetString(closed).ShouldNotContain(token);
        name.ShouldNotContain(TokenStage.ClientId);

        var other = _stage.Connect(_issuer.DiscoveryUrl, ("Scope", "other"));
        await RevealAsync(other);
        _issuer.Issued.ShouldBe(2);
        await Eventually.TrueAsync(() => _cache.Entries.Count == 2, "the second entry");

        // An entry under another's name is not taken for its own.
        foreach (var key in _cache.Entries.Keys)
            _cache.Entries[key] = closed;

        await RevealAsync(_stage.Connect(_issuer.DiscoveryUrl, ("Scope", "other")));
        _issuer.Issued.ShouldBe(3);
    }

    [Fact]
    public async Task Token_ThatWasRefused_IsNotTakenFromTheCacheAgain()
    {
        await using var mcp = await FakeMcpServer.StartAsync();
        var refused = await FetchAsync();
        mcp.Mood = (http, _) =>
        {
            var isRefused = http.Request.Headers.Authorization == $"Bearer {refused}";
            if (isRefused)
                http.Response.StatusCode = 401;

            return Task.FromResult(isRefused);
        };

        var server = _stage.ConnectAll([
            ("tools:Url", mcp.Url.AbsoluteUri), ("tools:ClientId", TokenStage.ClientId), ("tools:ClientSecret", TokenStage.Secret),
            ("tools:DiscoveryUrl", _issuer.DiscoveryUrl.AbsoluteUri)]).ShouldHaveSingleItem();

        (await server.ListToolsAsync(Cancellation)).Count.ShouldBe(2);
        _issuer.Issued.ShouldBe(2);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("hangs")]
    [InlineData("holds garbage")]
    [InlineData("holds nothing")]
    public async Task Cache_ThatIsBroken_IsPassedOver(string fault)
    {
        await FetchAsync();
        if (fault == "throws")
            _cache.Mood = () => throw new InvalidOperationException("redis says no");
        else if (fault == "hangs")
            _cache.Mood = () => Task.Delay(Timeout.Infinite, Cancellation);
        else
            _cache.Entries[_cache.Entries.Keys.Single()] = fault == "holds garbage" ? new byte[200] : [];

        var server = _stage.Connect(_issuer.DiscoveryUrl);
        var token = await _stage.AdvanceUntilDoneAsync(server.GetTokenAsync(Cancellation));
        _stage.Clock.Advance(TimeSpan.FromSeconds(290));
        await _stage.AdvanceUntilDoneAsync(server.GetTokenAsync(Cancellation));

        token.ShouldNotBeNull();
        _issuer.Issued.ShouldBe(3);
        _stage.Logs.Lines.Count(line => line.Contains("distributed cache failed")).ShouldBe(fault.StartsWith("holds", StringComparison.Ordinal) ? 0 : 1);
        _stage.Logs.Lines.ShouldNotContain(line => line.Contains("redis says no"));
    }

    private static async Task<string> RevealAsync(RemoteMcpServer server) =>
        (await server.GetTokenAsync(Cancellation)).ShouldNotBeNull().Reveal();

    private async Task<string> FetchAsync()
    {
        var token = await RevealAsync(_stage.Connect(_issuer.DiscoveryUrl));
        await Eventually.TrueAsync(() => _cache.Entries.Count == 1, "the entry");
        return token;
    }
}
