using System.Net;

namespace AgentStack.LocalAws.Tests.Identity;

public sealed class DiscoveryTests
{
    [Fact]
    public async Task DiscoveryDocument_OfThePool_HasExactlyCognitosMembers()
    {
        await using var server = await StartedServer.StartAsync();
        using var response = await server.SendAsync(new HttpRequestMessage(HttpMethod.Get, server.Aws.UserPool.DiscoveryUrl));
        var document = (await StartedServer.ReadAsync(response)).AsObject();

        document.Select(member => member.Key).ShouldBe([
            "authorization_endpoint", "end_session_endpoint", "id_token_signing_alg_values_supported", "issuer", "jwks_uri",
            "response_types_supported", "revocation_endpoint", "scopes_supported", "subject_types_supported", "token_endpoint",
            "token_endpoint_auth_methods_supported", "userinfo_endpoint",
        ]);
        ((string?)document["issuer"]).ShouldBe($"{server.Aws.Address}{server.Aws.UserPool.Id}");
        ((string?)document["token_endpoint"]).ShouldBe($"{server.Aws.Address}oauth2/token");
        ((string?)document["jwks_uri"]).ShouldBe($"{document["issuer"]}/.well-known/jwks.json");
    }

    [Fact]
    public async Task DiscoveryDocument_OfAnotherPool_IsNotThere()
    {
        await using var server = await StartedServer.StartAsync();
        using var response = await server.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, server.At("/us-east-1_Other/.well-known/openid-configuration")));

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task KeySet_OfThePool_ChangesWhenTheKeyIsRotated()
    {
        await using var server = await StartedServer.StartAsync();

        var first = await KeyIdAsync(server);
        server.Aws.UserPool.RotateSigningKey();

        (await KeyIdAsync(server)).ShouldNotBe(first);
    }

    private static async Task<string> KeyIdAsync(StartedServer server)
    {
        var address = new Uri($"{server.Aws.UserPool.Issuer}/.well-known/jwks.json");
        using var response = await server.SendAsync(new HttpRequestMessage(HttpMethod.Get, address));
        var key = (await StartedServer.ReadAsync(response))["keys"]!.AsArray().ShouldHaveSingleItem()!.AsObject();

        key.Select(member => member.Key).ShouldBe(["alg", "e", "kid", "kty", "n", "use"]);
        return (string)key["kid"]!;
    }
}
