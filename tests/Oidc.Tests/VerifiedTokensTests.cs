using AgentStack.Tests.Shared;

namespace AgentStack.Oidc.Tests;

public sealed class VerifiedTokensTests : VerifierTests
{
    [Fact]
    public async Task Verify_SameTokenAgain_IsTheSameAnswer() =>
        (await VerifyAsync(Issuer.Token(), 2)).Distinct().ShouldHaveSingleItem().Token.ShouldNotBeNull();

    [Fact]
    public async Task Verify_SameTokenAfterItsExpiry_IsRefused()
    {
        var token = Issuer.Token();
        await VerifyAsync(token, 1);
        Clock.Advance(TimeSpan.FromSeconds(3660));

        (await VerifyAsync(token, 1))[0].Refusal.ShouldBe("The token has expired");
    }

    [Fact]
    public async Task Verify_SameTokenWhenTheClockWasSetBackBeforeItsStart_IsRefused()
    {
        var token = Issuer.Token(claims => claims["nbf"] = claims["iat"]!.DeepClone());
        await VerifyAsync(token, 1);
        Clock.Set(Clock.GetUtcNow().AddMinutes(-2));

        (await VerifyAsync(token, 1))[0].Refusal.ShouldBe("The token is not valid yet");
    }

    [Fact]
    public async Task Verify_SameTokenAfterItsKeyIsGone_IsRefused()
    {
        var token = Issuer.Token();
        await VerifyAsync(token, 1);
        Issuer.RotateKey();
        Clock.Advance(TimeSpan.FromSeconds(30));
        await VerifyAsync(Issuer.Token(), 1);

        (await VerifyAsync(token, 1))[0].Refusal.ShouldNotBeNull().ShouldContain("not signed by a key");
    }

    [Fact]
    public async Task Verify_SameTokenAfterAnotherKeyTookTheId_IsRefused()
    {
        var token = Issuer.Token();
        await VerifyAsync(token, 1);
        using var other = new FakeIssuerKey(Issuer.Key.Id);
        Issuer.KeySetOverride = $$"""{"keys":[{{other.ToJwk().ToJsonString()}}]}""";
        Clock.Advance(TimeSpan.FromSeconds(30));
        await VerifyAsync(Issuer.Key.Sign("""{"alg":"RS256","kid":"unknown"}""", "{}"), 1);

        (await VerifyAsync(token, 1))[0].Refusal.ShouldNotBeNull().ShouldContain("not signed by a key");
    }

    [Fact]
    public async Task Verify_AnotherIssuersNameInTheDiscoveryDocument_IsRefused()
    {
        var token = Issuer.Token();
        await VerifyAsync(token, 1);
        Issuer.DiscoveryOverride = $$"""{"issuer":"https://other.example","jwks_uri":"{{Issuer.Issuer}}/.well-known/jwks.json"}""";
        Clock.Advance(TimeSpan.FromSeconds(30));
        await VerifyAsync(Issuer.Key.Sign("""{"alg":"RS256","kid":"unknown"}""", "{}"), 1);

        (await VerifyAsync(token, 1))[0].Refusal.ShouldBe("The token is from another issuer");
    }

    [Fact]
    public async Task Add_MoreThanFit_StaysBounded()
    {
        var tokens = new VerifiedTokens(Clock);
        var (result, (issuer, key)) = ((await VerifyAsync(Issuer.Token(), 1))[0], await Keys.FindAsync("key-1", TestContext.Current.CancellationToken));
        for (var i = 0; i < 3 * VerifiedTokens.Capacity; i++)
            tokens.Add(TokenDigest.Of($"token {i}"), new VerifiedToken(result, issuer, "key-1", key!));

        tokens.Count.ShouldBeInRange(1, VerifiedTokens.Capacity);
        tokens.Find(TokenDigest.Of($"token {(3 * VerifiedTokens.Capacity) - 1}")).ShouldNotBeNull();
    }

    private async Task<List<AccessTokenResult>> VerifyAsync(string token, int times)
    {
        var results = new List<AccessTokenResult>();
        for (var i = 0; i < times; i++)
            results.Add(await Verifier.VerifyAsync(token, TestContext.Current.CancellationToken));

        return results;
    }
}
