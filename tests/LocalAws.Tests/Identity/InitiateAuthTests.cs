using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AgentStack.LocalAws.Identity;
using AgentStack.Oidc;

namespace AgentStack.LocalAws.Tests.Identity;

public sealed class InitiateAuthTests : IAsyncLifetime
{
    private const string Good = """{"USERNAME":"ada","PASSWORD":"right"}""";

    private StartedServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await StartedServer.StartAsync();
        var pool = _server.Aws.UserPool;
        pool.AllowUserPassword("users");
        pool.AddClient("machine", "secret", "tools/read");
        pool.AddClient("guarded", "secret");
        pool.AllowUserPassword("guarded");
        pool.AddUser("ada", "right");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task SignIn_WithTheRightPassword_GivesCognitosThreeTokens()
    {
        var (status, answer) = await AskAsync("users", Good);

        status.ShouldBe(HttpStatusCode.OK);
        var result = answer["AuthenticationResult"]!.AsObject();
        result.Select(member => member.Key).Order(StringComparer.Ordinal).ShouldBe(["AccessToken", "ExpiresIn", "IdToken", "RefreshToken", "TokenType"]);
        ((int?)result["ExpiresIn"]).ShouldBe(3600);
        answer["ChallengeName"].ShouldBeNull();

        var access = Claims(result["AccessToken"]);
        access.Select(claim => claim.Key).Order(StringComparer.Ordinal).ShouldBe([
            "auth_time", "client_id", "event_id", "exp", "iat", "iss", "jti", "origin_jti", "scope", "sub", "token_use", "username",
        ]);
        ((string?)access["scope"]).ShouldBe("aws.cognito.signin.user.admin");
        ((string?)access["username"]).ShouldBe("ada");
        Guid.TryParse((string?)access["sub"], out _).ShouldBeTrue();

        var id = Claims(result["IdToken"]);
        ((string?)id["aud"]).ShouldBe("users");
        ((string?)id["token_use"]).ShouldBe("id");
        ((string?)id["cognito:username"]).ShouldBe("ada");
        ((string?)id["sub"]).ShouldBe((string?)access["sub"]);

        using var http = new HttpClient();
        using var keys = new SigningKeys(http, _server.Aws.UserPool.DiscoveryUrl, _server.Clock);
        var verified = await new AccessTokenVerifier(keys, _server.Clock)
            .VerifyAsync((string)result["AccessToken"]!, TestContext.Current.CancellationToken);
        verified.Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task SignIn_ByRefreshToken_GivesNewTokensAndNoRefreshToken()
    {
        var (_, first) = await AskAsync("users", Good);
        var refresh = (string)first["AuthenticationResult"]!["RefreshToken"]!;

        var (status, answer) = await AskAsync("users", $$"""{"REFRESH_TOKEN":"{{refresh}}"}""", "REFRESH_TOKEN_AUTH");
        status.ShouldBe(HttpStatusCode.OK);
        answer["AuthenticationResult"]!.AsObject().ContainsKey("RefreshToken").ShouldBeFalse();

        (await AskAsync("guarded", $$"""{"REFRESH_TOKEN":"{{refresh}}"}""", "REFRESH_TOKEN_AUTH")).Body.ToJsonString().ShouldContain("Invalid Refresh Token");
    }

    [Theory]
    [InlineData("users", """{"USERNAME":"ada","PASSWORD":"wrong"}""", "NotAuthorizedException", "Incorrect username or password.")]
    [InlineData("users", """{"USERNAME":"bob","PASSWORD":"right"}""", "UserNotFoundException", "User does not exist.")]
    [InlineData("users", """{"USERNAME":"ada"}""", "InvalidParameterException", "Missing required parameter PASSWORD")]
    [InlineData("users", """{"PASSWORD":"right"}""", "InvalidParameterException", "Missing required parameter USERNAME")]
    [InlineData("users", """{"USERNAME":"ada","PASSWORD":"right","SECRET_HASH":"x"}""", "NotAuthorizedException", "not configured with a secret")]
    [InlineData("machine", Good, "InvalidParameterException", "USER_PASSWORD_AUTH flow not enabled for this client")]
    [InlineData("nobody", Good, "ResourceNotFoundException", "User pool client nobody does not exist.")]
    [InlineData("guarded", Good, "NotAuthorizedException", "SECRET_HASH was not received")]
    [InlineData("guarded", """{"USERNAME":"ada","PASSWORD":"right","SECRET_HASH":"x"}""", "NotAuthorizedException", "Unable to verify secret hash")]
    [InlineData("not-a-client-id", Good, "InvalidParameterException", "regular expression pattern")]
    [InlineData("", Good, "InvalidParameterException", "length between 1 and 128")]
    public async Task SignIn_ThatCognitoWouldRefuse_IsRefusedInItsWords(string client, string parameters, string code, string message)
    {
        var (status, answer) = await AskAsync(client, parameters);

        status.ShouldBe(HttpStatusCode.BadRequest);
        ((string?)answer["__type"]).ShouldBe(code);
        ((string?)answer["message"])!.ShouldContain(message);
        _server.Aws.UserPool.TokensIssued.ShouldBe(0);
    }

    [Theory]
    [InlineData("USER_SRP_AUTH", "not enabled for the client")]
    [InlineData("ADMIN_USER_PASSWORD_AUTH", "not supported")]
    [InlineData("MAGIC", "enum value set")]
    public async Task SignIn_ByAnotherFlow_IsRefused(string flow, string message)
    {
        var (status, answer) = await AskAsync("users", Good, flow);

        status.ShouldBe(HttpStatusCode.BadRequest);
        ((string?)answer["__type"]).ShouldBe("InvalidParameterException");
        ((string?)answer["message"])!.ShouldContain(message);
    }

    [Fact]
    public async Task SignIn_ThatIsNotOfTheModelsTypes_IsNotRead()
    {
        foreach (var body in (string[])["{bad", "[]", """{"AuthFlow":5,"ClientId":"users"}""", """{"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"users","AuthParameters":{"USERNAME":5}}"""])
            ((string?)(await SendAsync(body)).Body["__type"]).ShouldBe("SerializationException");
    }

    [Fact]
    public async Task SignIn_WithTheSecretsHash_IsGood()
    {
        var hash = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes("secret"), Encoding.UTF8.GetBytes("ada" + "guarded")));

        (await AskAsync("guarded", $$"""{"USERNAME":"ada","PASSWORD":"right","SECRET_HASH":"{{hash}}"}""")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(UserStatus.Unconfirmed, "UserNotConfirmedException")]
    [InlineData(UserStatus.ResetRequired, "PasswordResetRequiredException")]
    [InlineData(UserStatus.Disabled, "NotAuthorizedException")]
    public async Task SignIn_OfAUserWhoMayNot_IsRefused(UserStatus status, string code)
    {
        _server.Aws.UserPool.AddUser("ada", "right", status);

        ((string?)(await AskAsync("users", Good)).Body["__type"]).ShouldBe(code);
    }

    [Fact]
    public async Task SignIn_WithAPasswordThatMustBeChanged_IsAChallenge()
    {
        _server.Aws.UserPool.AddUser("ada", "right", UserStatus.ForceChangePassword);

        var (status, answer) = await AskAsync("users", Good);

        status.ShouldBe(HttpStatusCode.OK);
        ((string?)answer["ChallengeName"]).ShouldBe("NEW_PASSWORD_REQUIRED");
        ((string?)answer["Session"])!.Length.ShouldBeInRange(20, 2048);
        answer["AuthenticationResult"].ShouldBeNull();
    }

    [Fact]
    public async Task SignIn_AfterFiveWrongPasswords_IsLockedForAWhile()
    {
        for (var i = 0; i < 5; i++)
            await AskAsync("users", """{"USERNAME":"ada","PASSWORD":"wrong"}""");

        ((string?)(await AskAsync("users", Good)).Body["message"]).ShouldBe("Password attempts exceeded");
        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await AskAsync("users", Good)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static JsonObject Claims(JsonNode? token) =>
        JsonNode.Parse(Base64Url.DecodeFromChars(((string)token!).Split('.')[1]))!.AsObject();

    private Task<(HttpStatusCode Status, JsonNode Body)> AskAsync(string client, string parameters, string flow = "USER_PASSWORD_AUTH") =>
        SendAsync($$"""{"AuthFlow":"{{flow}}","ClientId":"{{client}}","AuthParameters":{{parameters}}}""");

    private async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(string body)
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        using var response = await _server.SendAsync(new HttpRequestMessage(HttpMethod.Post, _server.At("/"))
        {
            Headers = { { "X-Amz-Target", "AWSCognitoIdentityProviderService.InitiateAuth" } },
            Content = content,
        });
        return (response.StatusCode, await StartedServer.ReadAsync(response));
    }
}
