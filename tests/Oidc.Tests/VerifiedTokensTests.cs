using AgentStack.Tests.Shared;

namespace AgentStack.Oidc.Tests;

public sealed class VerifiedTokensTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly HttpClient _http = new();
    private FakeIssuer _issuer = null!;
    private SigningKeys _keys = null!;
    private AccessTokenVerifier _verifier = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await FakeIssuer.StartAsync(_clock);
        _keys = new SigningKeys(_http, _issuer.DiscoveryUrl, _clock);
        _verifier = new AccessTokenVerifier(_keys, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        _keys.Dispose();
        _http.Dispose();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Verify_SameTokenAgain_IsTheSameAnswer() =>
        (await VerifyAsync(_issuer.Token(), 2)).Distinct().ShouldHaveSingleItem().Token.ShouldNotBeNull();

    [Fact]
    public async Task Verify_SameTokenAfterItsExpiry_IsRefused()
    {
        var token = _issuer.Token();
        await VerifyAsync(token, 1);
        _clock.Advance(TimeSpan.FromSeconds(3660));

        (await VerifyAsync(token, 1))[0].Refusal.ShouldBe("The token has expired");
    }

    [Fact]
    public async Task Verify_SameTokenWhenTheClockWasSetBackBeforeItsStart_IsRefused()
    {
        var token = _issuer.Token(claims => claims["nbf"] = claims["iat"]!.DeepClone());
        await VerifyAsync(token, 1);
        _clock.Set(_clock.GetUtcNow().AddMinutes(-2));

        (await VerifyAsync(token, 1))[0].Refusal.ShouldBe("The token is not valid yet");
    }

    [Fact]
    public async Task Verify_SameTokenAfterItsKeyIsGone_IsRefused()
    {
        var token = _issuer.Token();
        await VerifyAsync(token, 1);
        _issuer.RotateKey();
        _clock.Advance(TimeSpan.FromSeconds(30));
        await VerifyAsync(_issuer.Token(), 1);

        (await VerifyAsync(token, 1))[0].Refusal.ShouldNotBeNull().ShouldContain("not signed by a key");
    }

    [Fact]
    public async Task Verify_SameTokenAfterAnotherKeyTookTheId_IsRefused()
    {
        var token = _issuer.Token();
        await VerifyAsync(token, 1);
        using var other = new FakeIssuerKey(_issuer.Key.Id);
        _issuer.KeySetOverride = $$"""{"keys":[{{other.ToJwk().ToJsonString()}}]}""";
        _clock.Advance(TimeSpan.FromSeconds(30));
        await VerifyAsync(_issuer.Key.Sign("""{"alg":"RS256","kid":"unknown"}""", "{}"), 1);

        (await VerifyAsync(token, 1))[0].Refusal.ShouldNotBeNull().ShouldContain("not signed by a key");
    }

    [Fact]
    public async Task Verify_AnotherIssuersNameInTheDiscoveryDocument_IsRefused()
    {
        var token = _issuer.Token();
        await VerifyAsync(token, 1);
        _issuer.DiscoveryOverride = $$"""{"issuer":"https://other.example","jwks_uri":"{{_issuer.Issuer}}/.well-known/jwks.json"}""";
        _clock.Advance(TimeSpan.FromSeconds(30));
        await VerifyAsync(_issuer.Key.Sign("""{"alg":"RS256","kid":"unknown"}""", "{}"), 1);

        (await VerifyAsync(token, 1))[0].Refusal.ShouldBe("The token is from another issuer");
    }

    [Fact]
    public async Task Add_MoreThanFit_StaysBounded()
    {
        var tokens = new VerifiedTokens(_clock);
        var (result, (issuer, key)) = ((await VerifyAsync(_issuer.Token(), 1))[0], await _keys.FindAsync("key-1", TestContext.Current.CancellationToken));
        for (var i = 0; i < 3 * VerifiedTokens.Capacity; i++)
            tokens.Add(TokenDigest.Of($"token {i}"), new VerifiedToken(result, issuer, "key-1", key!));

        tokens.Count.ShouldBeInRange(1, VerifiedTokens.Capacity);
        tokens.Find(TokenDigest.Of($"token {(3 * VerifiedTokens.Capacity) - 1}")).ShouldNotBeNull();
    }

    private async Task<List<AccessTokenResult>> VerifyAsync(string token, int times)
    {
        var results = new List<AccessTokenResult>();
        for (var i = 0; i < times; i++)
            results.Add(await _verifier.VerifyAsync(token, TestContext.Current.CancellationToken));

        return results;
    }
}
