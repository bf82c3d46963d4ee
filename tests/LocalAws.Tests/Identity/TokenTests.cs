using System.Buffers.Text;
using System.Net;
using System.Text.Json.Nodes;
using AgentStack.Oidc;

namespace AgentStack.LocalAws.Tests.Identity;

public sealed class TokenTests
{
    private const string Grant = "grant_type=client_credentials";

    [Fact]
    public async Task Token_ForClientCredentials_HasCognitosClaimsAndVerifies()
    {
        await using var server = await StartWithClientAsync();
        using var response = await server.TokenAsync(Grant, "machine:right");
        var answer = (await StartedServer.ReadAsync(response)).AsObject();

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Select(member => member.Key).ShouldBe(["access_token", "expires_in", "token_type"]);
        ((int?)answer["expires_in"]).ShouldBe(3600);
        ((string?)answer["token_type"]).ShouldBe("Bearer");

        var token = (string)answer["access_token"]!;
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!.AsObject();
        claims.Select(member => member.Key).Order().ShouldBe([
            "auth_time", "client_id", "exp", "iat", "iss", "jti", "scope", "sub", "token_use", "version",
        ]);
        ((string?)claims["sub"]).ShouldBe("machine");
        ((string?)claims["scope"]).ShouldBe("tools/read tools/write");
        ((long?)claims["exp"] - (long?)claims["iat"]).ShouldBe(3600);
        ((int?)claims["version"]).ShouldBe(2);

        using var http = new HttpClient();
        using var keys = new SigningKeys(http, server.Aws.UserPool.DiscoveryUrl, server.Clock);
        var result = await new AccessTokenVerifier(keys, server.Clock).VerifyAsync(token, TestContext.Current.CancellationToken);
        result.Refusal.ShouldBeNull();
        result.Token!.ClientId.ShouldBe("machine");
        server.Aws.UserPool.TokensIssued.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "tools/read tools/write")]
    [InlineData("&scope=tools/read", "tools/read")]
    [InlineData("&scope=tools%2Fwrite+tools%2Fread", "tools/write tools/read")]
    public async Task Token_ForScopes_HasThoseThatWereAskedForOrAll(string scope, string expected)
    {
        await using var server = await StartWithClientAsync();
        using var response = await server.TokenAsync($"{Grant}&client_id=machine&client_secret=right{scope}");
        var token = (string)(await StartedServer.ReadAsync(response))["access_token"]!;

        ((string?)JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!["scope"]).ShouldBe(expected);
    }

    [Theory]
    [InlineData(Grant, "machine:wrong", "invalid_client")]
    [InlineData(Grant, "nobody:right", "invalid_client")]
    [InlineData(Grant + "&client_id=machine&client_secret=wrong", null, "invalid_client")]
    [InlineData(Grant + "&client_id=machine", null, "invalid_client")]
    [InlineData(Grant + "&scope=tools/read&scope=tools/write", "machine:right", "invalid_request")]
    [InlineData(Grant, "not a pair", "invalid_request")]
    [InlineData(Grant, null, "invalid_request")]
    [InlineData("scope=tools/read", "machine:right", "invalid_request")]
    [InlineData(Grant + "&scope=tools/delete", "machine:right", "invalid_scope")]
    [InlineData("grant_type=password", "machine:right", "unsupported_grant_type")]
    [InlineData("grant_type=refresh_token", "machine:right", "unauthorized_client")]
    public async Task Token_ForABadRequest_IsRefusedWithHttp400(string form, string? basic, string error)
    {
        await using var server = await StartWithClientAsync();
        using var response = await server.TokenAsync(form, basic);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.NonValidated["Content-Type"].ToString().ShouldBe("application/json;charset=UTF-8");
        (await StartedServer.ReadAsync(response)).ToJsonString().ShouldBe($$"""{"error":"{{error}}"}""");
        server.Aws.UserPool.TokensIssued.ShouldBe(0);
    }

    [Fact]
    public async Task Token_ByGet_IsNotAllowed()
    {
        await using var server = await StartWithClientAsync();
        using var response = await server.SendAsync(new HttpRequestMessage(HttpMethod.Get, server.Aws.UserPool.TokenEndpoint));

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Secrets_WhenRotated_AreBothGoodUntilTheOldOneIsRemoved()
    {
        await using var server = await StartWithClientAsync();
        var pool = server.Aws.UserPool;

        pool.AddSecret("machine", "next");
        (await StatusAsync(server, "machine:right")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(server, "machine:next")).ShouldBe(HttpStatusCode.OK);
        Should.Throw<InvalidOperationException>(() => pool.AddSecret("machine", "third"));

        pool.RemoveSecret("machine", "right");
        (await StatusAsync(server, "machine:right")).ShouldBe(HttpStatusCode.BadRequest);

        pool.RotateSecret("machine", "last");
        (await StatusAsync(server, "machine:next")).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(server, "machine:last")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TokenLifetime_WhenSet_IsThatOfTheNextToken()
    {
        await using var server = await StartWithClientAsync();
        server.Aws.UserPool.TokenLifetime = TimeSpan.FromSeconds(90);
        using var response = await server.TokenAsync(Grant, "machine:right");

        ((int?)(await StartedServer.ReadAsync(response))["expires_in"]).ShouldBe(90);
    }

    private static async Task<StartedServer> StartWithClientAsync()
    {
        var server = await StartedServer.StartAsync();
        server.Aws.UserPool.AddClient("machine", "right", "tools/read", "tools/write");
        return server;
    }

    private static async Task<HttpStatusCode> StatusAsync(StartedServer server, string basic)
    {
        using var response = await server.TokenAsync(Grant, basic);
        return response.StatusCode;
    }
}
