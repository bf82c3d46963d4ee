using System.Text.Json.Nodes;

namespace AgentStack.Oidc.Tests;

/// <summary>Tokens as Keycloak, Auth0, Okta and Entra ID shape them.</summary>
public sealed class OtherIssuersTests : VerifierTests
{
    private const string Api = "https://tools.example.com";

    [Theory]
    [InlineData("""{"client_id":"c"}""")]
    [InlineData("""{"azp":"c"}""")]
    [InlineData("""{"azp":"c","client_id":"c","cid":"7"}""")]
    [InlineData("""{"cid":"c"}""")]
    [InlineData("""{"appid":"c"}""")]
    public async Task Verify_EachNameOfTheClient_IsRead(string claims) =>
        (await VerifyAsync(claims, Api)).Token.ShouldNotBeNull().ClientId.ShouldBe("c");

    [Theory]
    [InlineData("""{"scope":"a b"}""")]
    [InlineData("""{"scope":["a","b"]}""")]
    [InlineData("""{"scp":["a","b",7,null]}""")]
    [InlineData("""{"scp":"a b"}""")]
    [InlineData("""{"scope":"a","scp":["b"]}""")]
    public async Task Verify_EachFormOfScopes_IsRead(string claims)
    {
        var result = await VerifyAsync(claims, Api, """{"client_id":"c"}""");

        result.Token.ShouldNotBeNull().Scopes.ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{"aud":"https://tools.example.com"}""", true)]
    [InlineData("""{"aud":["x","https://tools.example.com"]}""", true)]
    [InlineData("""{"aud":"https://tools.example.com/"}""", false)]
    [InlineData("""{"aud":["https://other.example.com"]}""", false)]
    [InlineData("""{"aud":[["https://tools.example.com"]]}""", false)]
    [InlineData("""{"aud":{"https://tools.example.com":1}}""", false)]
    [InlineData("""{"aud":null}""", false)]
    public async Task Verify_Audience_MustBeTheOneThatIsAskedFor(string claims, bool isGood)
    {
        var result = await VerifyAsync(claims, Api, """{"client_id":"c"}""");

        (result.Token is not null).ShouldBe(isGood, result.Refusal);
    }

    [Theory]
    [InlineData("""{"nonce":"n"}""")]
    [InlineData("""{"at_hash":"h"}""")]
    [InlineData("""{"typ":"ID"}""")]
    [InlineData("""{"typ":"Refresh"}""")]
    [InlineData("""{"token_use":"id"}""")]
    public async Task Verify_IdTokenForTheAudience_IsRefused(string claims) =>
        (await VerifyAsync(claims, Api, """{"client_id":"c"}""")).Refusal.ShouldBe("The token is not an access token");

    [Theory]
    [InlineData("JWT", false)]
    [InlineData("at+jwt", true)]
    [InlineData("application/AT+JWT", true)]
    public async Task Verify_NoTokenUseAndNoAudienceAskedFor_NeedsTheTypeOfRfc9068(string type, bool isGood) =>
        ((await VerifyAsync("""{"client_id":"c"}""", audience: null, type: type)).Token is not null).ShouldBe(isGood);

    private async Task<AccessTokenResult> VerifyAsync(
        string claims, string? audience, string more = "{}", string type = "JWT")
    {
        var all = Issuer.Claims();
        foreach (var name in new[] { "client_id", "token_use", "scope" })
            all.Remove(name);

        all["aud"] = Api;
        foreach (var (name, value) in JsonNode.Parse(more)!.AsObject().Concat(JsonNode.Parse(claims)!.AsObject()))
            all[name] = value?.DeepClone();

        var header = new JsonObject { ["kid"] = Issuer.Key.Id, ["alg"] = "RS256", ["typ"] = type };
        return await new AccessTokenVerifier(Keys, Clock, audience)
            .VerifyAsync(Issuer.Key.Sign(header, all), TestContext.Current.CancellationToken);
    }
}
