using AgentStack.LocalAws.Faults;
using AgentStack.RemoteMcp.Connections;
using AgentStack.RemoteMcp.Credentials;
using AgentStack.RemoteMcp.Tests.Tokens;
using AgentStack.RemoteMcp.Tokens;
using AgentStack.RemoteMcp.Tokens.Cognito;
using AgentStack.Tests.Shared;

namespace AgentStack.RemoteMcp.Tests.Credentials;

public sealed class CredentialSourceTests : IAsyncLifetime
{
    private const string Prefix = "/app/mcp/tools";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private TokenStage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await TokenStage.StartAsync();
        _stage.Aws.UserPool.AddClient(TokenStage.ClientId, TokenStage.Secret, "tools/read", "tools/write");
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Settings_ThatSayEverything_LeaveSsmUnasked()
    {
        _stage.Aws.Faults.Add(new Fault("GetParametersByPath", FaultKind.Error) { Count = 100 });
        var server = _stage.Connect(_stage.Aws.UserPool.DiscoveryUrl);

        (await server.GetTokenAsync(Cancellation)).ShouldNotBeNull();

        _stage.Aws.Faults.Pending.ShouldHaveSingleItem().Count.ShouldBe(100);
    }

    [Fact]
    public async Task Settings_ThatSayAPart_StandAboveSsm()
    {
        Put("machine_client_id", "another-client");
        Put("cognito_secret", TokenStage.Secret);
        Put("cognito_discovery_url", _stage.Aws.UserPool.DiscoveryUrl.AbsoluteUri);
        Put("scope", "tools/write");

        var server = Connect(("ClientId", TokenStage.ClientId), ("Scope", "tools/read"));

        var facts = (await server.GetTokenAsync(Cancellation))!.Facts!;
        facts.ClientId.ShouldBe(TokenStage.ClientId);
        facts.Scopes.ShouldBe(["tools/read"]);
    }

    [Fact]
    public async Task Settings_AndSsmThatBothLackSomething_NameWhatIsMissing()
    {
        var failure = await Should.ThrowAsync<RemoteMcpException>(
            () => Connect(("ClientId", TokenStage.ClientId)).GetTokenAsync(Cancellation));

        failure.Problem.ShouldBe($"{Prefix}/cognito_secret is missing. {Prefix}/cognito_discovery_url is missing.");

        var user = await Should.ThrowAsync<RemoteMcpException>(() => Connect(("Auth", "UserPassword")).GetTokenAsync(Cancellation));
        user.Problem.ShouldContain("user_name is missing");
        user.Problem.ShouldNotContain("cognito_secret");
        user.Remedy.ShouldContain($"--type SecureString --name {Prefix}/user_password");
    }

    [Fact]
    public async Task Parameters_ForManyCallersAtOnce_AreReadOnce()
    {
        _stage.Aws.Faults.Add(new Fault("GetParametersByPath", FaultKind.Delay) { Count = 100 });
        Put("machine_client_id", TokenStage.ClientId);
        Put("cognito_secret", TokenStage.Secret);
        Put("cognito_discovery_url", _stage.Aws.UserPool.DiscoveryUrl.AbsoluteUri);
        var server = Connect();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.GetTokenAsync(Cancellation)));

        _stage.Aws.Faults.Pending.ShouldHaveSingleItem().Count.ShouldBe(99);
    }

    [Fact]
    public async Task Client_ReplacedInSsm_IsTheOneOfTheNextToken()
    {
        Put("machine_client_id", TokenStage.ClientId);
        Put("cognito_secret", TokenStage.Secret);
        Put("cognito_discovery_url", _stage.Aws.UserPool.DiscoveryUrl.AbsoluteUri);
        var server = Connect();
        await server.GetTokenAsync(Cancellation);

        _stage.Aws.UserPool.RemoveClient(TokenStage.ClientId);
        _stage.Aws.UserPool.AddClient("nextclient", "next-secret");
        Put("machine_client_id", "nextclient");
        Put("cognito_secret", "next-secret");
        _stage.Clock.Advance(TimeSpan.FromHours(1));

        (await server.GetTokenAsync(Cancellation))!.Facts!.ClientId.ShouldBe("nextclient");
    }

    [Fact]
    public async Task BearerToken_OfTheSettings_IsSentAsItIs()
    {
        var token = await Connect(("Auth", "Bearer"), ("Token", "made-elsewhere")).GetTokenAsync(Cancellation);

        token!.Reveal().ShouldBe("made-elsewhere");
        token.Facts.ShouldBeNull();
    }

    [Fact]
    public async Task BearerToken_InSsm_IsReadAgainOnceWhenItIsRefused()
    {
        await using var mcp = await FakeMcpServer.StartAsync();
        mcp.Mood = (http, _) =>
        {
            var isRefused = http.Request.Headers.Authorization != "Bearer second";
            if (isRefused)
                http.Response.StatusCode = 401;

            return Task.FromResult(isRefused);
        };
        var missing = await Should.ThrowAsync<RemoteMcpException>(() => Connect(("Auth", "Bearer")).GetTokenAsync(Cancellation));
        missing.Remedy.ShouldContain($"--type SecureString --name {Prefix}/bearer_token");

        Put("bearer_token", "first");
        var server = Connect(("Auth", "Bearer"), ("Url", mcp.Url.AbsoluteUri));
        (await server.GetTokenAsync(Cancellation))!.Reveal().ShouldBe("first");
        Put("bearer_token", "second");
        _stage.Clock.Advance(TimeSpan.FromMinutes(1));

        (await server.ListToolsAsync(Cancellation)).Count.ShouldBe(2);
        (await server.GetTokenAsync(Cancellation))!.Reveal().ShouldBe("second");
    }

    [Fact]
    public void Secrets_InTypes_DoNotPrintThemselves()
    {
        const string secret = "nobody-may-see-this";
        var hidden = new ClientSecret(secret);
        var user = new UserCredentials("ada", hidden);
        var credentials = new MachineCredentials("id", hidden, new Uri("https://issuer.example"), "s", RuntimeArn: null, Url: null) { User = user };
        var token = new BearerToken(secret);
        var options = new RemoteServerOptions { ClientSecret = secret, Token = secret, Password = secret };
        object[] holders =
        [
            hidden, user, credentials, token, new ServerToken(token), new TokenGrant(token, TimeSpan.FromSeconds(1), 0), options,
            new TokenReply(secret, "Bearer", 5, Error: null), new AuthenticationResult(secret, 5),
            new InitiateAuthReply(ChallengeName: null, new AuthenticationResult(secret, 5), ErrorType: null, secret),
            new InitiateAuthRequest("F", "id", new Dictionary<string, string> { ["PASSWORD"] = secret }),
        ];

        foreach (var holder in holders)
            $"{holder}".ShouldNotContain(secret);
    }

    private void Put(string name, string value) =>
        _stage.Aws.Parameters.Put($"{Prefix}/{name}", value, secure: name is "cognito_secret" or "bearer_token");

    private RemoteMcpServer Connect(params (string Key, string Value)[] settings) => _stage.ConnectAll([
        .. settings.Any(pair => pair.Key == "Url") ? [] : new[] { ("tools:Url", "http://127.0.0.1:9/mcp") },
        .. settings.Select(pair => ($"tools:{pair.Key}", pair.Value))]).ShouldHaveSingleItem();
}
