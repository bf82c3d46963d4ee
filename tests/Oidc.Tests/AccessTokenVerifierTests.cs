using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.Oidc.Tests;

public sealed class AccessTokenVerifierTests : VerifierTests
{
    public static TheoryData<string, string> ChangedClaims => new()
    {
        { """{"iss":"https://issuer.example/other"}""", "another issuer" },
        { """{"iss":null}""", "another issuer" },
        { """{"token_use":"id"}""", "not an access token" },
        { """{"token_use":null}""", "not an access token" },
        { """{"client_id":null}""", "names no client" },
        { """{"client_id":7}""", "names no client" },
        { """{"exp":null}""", "expired" },
        { """{"exp":"4102444800"}""", "expired" },
        { """{"exp":-1}""", "expired" },
        { """{"exp":1e300}""", "expired" },
        { """{"exp":253402300800}""", "expired" },
        { """{"exp":[4102444800]}""", "expired" },
        { """{"nbf":4102444800}""", "not valid yet" },
        { """{"nbf":4102444800.5}""", "not valid yet" },
        { """{"nbf":"1"}""", "not valid yet" },
        { """{"nbf":1e300}""", "not valid yet" },
        { """{"nbf":null}""", "not valid yet" },
        { """{"iat":4102444800}""", "not valid yet" },
        { """{"iat":-1}""", "not valid yet" },
        { """{"iss":["https://issuer.example"]}""", "another issuer" },
        { """{"token_use":["access"]}""", "not an access token" },
        { """{"client_id":""}""", "names no client" },
        { """{"azp":"client-2"}""", "names no client" },
        { """{"azp":null}""", "names no client" },
    };

    public static TheoryData<string> Garbage =>
    [
        "e30.e30.e30=", "e30 .e30.e30", "e30\n.e30.e30", "e30.e30.e31",
        "", ".", "..", "...", "a.b", "a.b.c", "not a token", "é.é.é", "e30.e30.e30.e30", "W10.W10.W10", "e30.e30.", "MQ.MQ.MQ",
    ];

    [Fact]
    public async Task Verify_AccessTokenOfTheIssuer_GivesItsClaims()
    {
        var token = (await VerifyAsync(Issuer.Token("client-7", "tools/read tools/call"))).Token.ShouldNotBeNull();

        token.ClientId.ShouldBe("client-7");
        token.Subject.ShouldBe("client-7");
        token.Scopes.ShouldBe(["tools/call", "tools/read"], ignoreOrder: true);
        token.ExpiresAt.ShouldBe(Clock.GetUtcNow().AddHours(1));
    }

    [Fact]
    public async Task Verify_NoScopeClaim_GivesNoScopes() =>
        (await VerifyAsync(Issuer.Token(claims => claims.Remove("scope")))).Token.ShouldNotBeNull().Scopes.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(ChangedClaims))]
    public async Task Verify_ClaimIsWrong_IsRefused(string change, string reason)
    {
        var token = Issuer.Token(claims =>
        {
            foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
                claims[name] = value?.DeepClone();
        });

        await RefusedAsync(token, reason);
    }

    [Theory]
    [InlineData(3600 + 59, true)]
    [InlineData(3600 + 60, false)]
    public async Task Verify_AroundExpiry_AllowsForAMinuteOfSkew(int secondsLater, bool isGood)
    {
        var token = Issuer.Token();
        Clock.Advance(TimeSpan.FromSeconds(secondsLater));

        ((await VerifyAsync(token)).Token is not null).ShouldBe(isGood);
    }

    [Fact]
    public async Task Verify_ExpiryInTheLastSecondOfTheCalendar_IsGood()
    {
        var token = Issuer.Token(claims => claims["exp"] = DateTimeOffset.MaxValue.ToUnixTimeSeconds());

        (await VerifyAsync(token)).Token.ShouldNotBeNull();
        (await VerifyAsync(token)).Token.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public async Task Verify_NotValidBeforeSoon_AllowsForAMinuteOfSkew(int secondsAhead, bool isGood)
    {
        var notBefore = Clock.GetUtcNow().ToUnixTimeSeconds() + secondsAhead;

        ((await VerifyAsync(Issuer.Token(claims => claims["nbf"] = notBefore))).Token is not null).ShouldBe(isGood);
    }

    [Fact]
    public async Task Verify_AnotherKeyUnderTheSameId_IsRefused()
    {
        using var stranger = new FakeIssuerKey(Issuer.Key.Id);

        await RefusedAsync(stranger.Sign(Issuer.Claims()), "not signed by a key of the expected issuer");
    }

    [Fact]
    public async Task Verify_ClaimsChangedAfterSigning_IsRefused()
    {
        var parts = Issuer.Token(scope: "tools/read").Split('.');
        parts[1] = FakeIssuerKey.Encode(Issuer.Claims(scope: "admin"));

        await RefusedAsync(string.Join('.', parts), "not signed by a key");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("RS512")]
    [InlineData("rs256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task Verify_AnotherAlgorithm_IsRefused(string algorithm)
    {
        var header = new JsonObject { ["kid"] = Issuer.Key.Id, ["alg"] = algorithm };

        await RefusedAsync(Issuer.Key.Sign(header, Issuer.Claims()), "not signed with RS256");
    }

    [Fact]
    public async Task Verify_AlgorithmNoneAndNoSignature_IsRefused()
    {
        var header = new JsonObject { ["kid"] = Issuer.Key.Id, ["alg"] = "none" };

        await RefusedAsync($"{FakeIssuerKey.Encode(header)}.{FakeIssuerKey.Encode(Issuer.Claims())}.", "not signed with RS256");
    }

    [Fact]
    public async Task Verify_EmptySignature_IsRefused()
    {
        var token = Issuer.Token();

        await RefusedAsync(token[..(token.LastIndexOf('.') + 1)], "not signed by a key");
    }

    [Fact]
    public async Task Verify_PublicKeyUsedAsAnHmacSecret_IsRefused()
    {
        var header = new JsonObject { ["kid"] = Issuer.Key.Id, ["alg"] = "HS256" };
        var signed = $"{FakeIssuerKey.Encode(header)}.{FakeIssuerKey.Encode(Issuer.Claims())}";
        var mac = HMACSHA256.HashData(Encoding.ASCII.GetBytes(Issuer.Key.PublicPem), Encoding.ASCII.GetBytes(signed));

        await RefusedAsync($"{signed}.{Base64Url.EncodeToString(mac)}", "not signed with RS256");
    }

    [Fact]
    public async Task Verify_NoKeyId_IsRefused() =>
        await RefusedAsync(Issuer.Key.Sign(new JsonObject { ["alg"] = "RS256" }, Issuer.Claims()), "named key");

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Verify_Garbage_IsRefusedWithoutAskingTheIssuer(string token)
    {
        (await VerifyAsync(token)).Refusal.ShouldNotBeNull();

        Issuer.KeySetRequests.ShouldBe(0);
    }

    [Fact]
    public async Task Verify_TokenLongerThanAnyHeader_IsRefusedUnread()
    {
        var token = Issuer.Token(claims => claims["scope"] = new string('s', AccessTokenVerifier.LongestToken));

        await RefusedAsync(token, "not a signed JWT");
        Issuer.KeySetRequests.ShouldBe(0);
    }

    [Fact]
    public async Task Verify_IssuerDownFromTheStart_SaysThatItCouldNotBeAsked()
    {
        Issuer.IsDown = true;

        var result = await VerifyAsync(Issuer.Token());

        result.IssuerUnavailable.ShouldBeTrue();
        result.Token.ShouldBeNull();
        result.Refusal.ShouldNotBeNull().ShouldContain(Issuer.DiscoveryUrl.ToString());
    }

    [Theory]
    [InlineData("""{"kid":"key-1","alg":"RS256","alg":"RS256"}""", """{"a":1}""")]
    [InlineData("""{"kid":"key-1","alg":"RS256"}""", """{"client_id":"a","client_id":"b"}""")]
    [InlineData("""{"kid":"key-1","alg":"RS256"}""", """{"client_id":"a","client\u005fid":"b"}""")]
    [InlineData("""{"kid":"key-1","alg":"RS256"}""", """{"\ud800":1,"client_id":"a"}""")]
    public async Task Verify_TwoMembersOfOneName_IsRefusedUnread(string header, string claims)
    {
        await RefusedAsync(Issuer.Key.Sign(header, claims), "not");

        (await VerifyAsync(Issuer.Token())).Token.ShouldNotBeNull();
    }

    [Fact]
    public async Task Verify_CriticalExtension_IsRefused()
    {
        var header = new JsonObject { ["kid"] = Issuer.Key.Id, ["alg"] = "RS256", ["crit"] = new JsonArray("exp") };

        await RefusedAsync(Issuer.Key.Sign(header, Issuer.Claims()), "extension");
    }

    [Theory]
    [InlineData("JWT", true)]
    [InlineData("at+jwt", true)]
    [InlineData("logout+jwt", false)]
    [InlineData("", false)]
    public async Task Verify_TypeOfAnotherKindOfToken_IsRefused(string type, bool isGood)
    {
        var header = new JsonObject { ["kid"] = Issuer.Key.Id, ["alg"] = "RS256", ["typ"] = type };

        ((await VerifyAsync(Issuer.Key.Sign(header, Issuer.Claims()))).Token is not null).ShouldBe(isGood);
    }

    [Fact]
    public async Task Verify_TimesWithFractions_AreRead()
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();

        var result = await VerifyAsync(Issuer.Token(claims => (claims["exp"], claims["nbf"]) = (now + 9.5, now - 0.5)));

        result.Token.ShouldNotBeNull().ExpiresAt.ShouldBe(Clock.GetUtcNow().AddSeconds(9));
    }

    [Fact]
    public async Task Verify_SpareBitsOfTheSignatureSet_IsRefused()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var token = Issuer.Token();

        await RefusedAsync(token[..^1] + Alphabet[Alphabet.IndexOf(token[^1]) + 1], "not a signed JWT");
    }

    private Task<AccessTokenResult> VerifyAsync(string token) =>
        Verifier.VerifyAsync(token, TestContext.Current.CancellationToken);

    private async Task RefusedAsync(string token, string reason)
    {
        var result = await VerifyAsync(token);

        result.Token.ShouldBeNull();
        result.IssuerUnavailable.ShouldBeFalse();
        result.Refusal.ShouldNotBeNull().ShouldContain(reason);
    }
}
