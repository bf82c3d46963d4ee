using AgentStack.LocalAws.Faults;
using AgentStack.LocalAws.Identity;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.RemoteMcp.Tests.Tokens;

public sealed class UserPasswordTests : IAsyncLifetime
{
    private const string User = "ada@example.com";
    private const string Password = "password-that-nobody-may-see";
    private const string Prefix = "/app/mcp/tools";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private TokenStage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await TokenStage.StartAsync();
        _stage.Aws.UserPool.AllowUserPassword(TokenStage.ClientId);
        _stage.Aws.UserPool.AddUser(User, Password);
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task User_WithTheRightPassword_GetsAnAccessToken(bool withSecret)
    {
        if (withSecret)
        {
            _stage.Aws.UserPool.AddClient(TokenStage.ClientId, TokenStage.Secret);
            _stage.Aws.UserPool.AllowUserPassword(TokenStage.ClientId);
        }

        var server = Connect(withSecret ? [("ClientSecret", TokenStage.Secret)] : []);

        var facts = (await server.GetTokenAsync(Cancellation)).ShouldNotBeNull().Facts.ShouldNotBeNull();

        facts.ClientId.ShouldBe(TokenStage.ClientId);
        facts.Scopes.ShouldBe(["aws.cognito.signin.user.admin"]);
        facts.Claims.GetProperty("username").GetString().ShouldBe(User);
        Guid.TryParse(facts.Subject, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task User_OfWhomOnlySsmKnows_SignsInAgainWithWhatSsmHoldsThen()
    {
        _stage.Aws.Parameters.Put($"{Prefix}/machine_client_id", TokenStage.ClientId);
        _stage.Aws.Parameters.Put($"{Prefix}/cognito_discovery_url", _stage.Aws.UserPool.DiscoveryUrl.AbsoluteUri);
        _stage.Aws.Parameters.Put($"{Prefix}/user_name", User);
        _stage.Aws.Parameters.Put($"{Prefix}/user_password", Password, secure: true);
        var server = _stage.ConnectAll(("tools:Url", "http://127.0.0.1:9/mcp"), ("tools:Auth", "UserPassword")).ShouldHaveSingleItem();
        var first = await server.GetTokenAsync(Cancellation);

        _stage.Aws.UserPool.AddUser(User, "a-new-one");
        _stage.Aws.Parameters.Put($"{Prefix}/user_password", "a-new-one", secure: true);
        _stage.Clock.Advance(TimeSpan.FromHours(2));

        (await server.GetTokenAsync(Cancellation))!.Reveal().ShouldNotBe(first!.Reveal());
        _stage.Aws.UserPool.TokensIssued.ShouldBe(2);
    }

    [Theory]
    [InlineData(UserStatus.Unconfirmed, "UserNotConfirmedException", "admin-confirm-sign-up")]
    [InlineData(UserStatus.ResetRequired, "PasswordResetRequiredException", "admin-set-user-password")]
    [InlineData(UserStatus.ForceChangePassword, "NEW_PASSWORD_REQUIRED", "admin-set-user-password")]
    [InlineData(UserStatus.Disabled, "disabled", "admin-enable-user")]
    public async Task User_WhoCannotSignIn_IsExplained(UserStatus status, string problem, string remedy)
    {
        _stage.Aws.UserPool.AddUser(User, Password, status);

        var failure = await FailAsync(Connect());

        failure.Problem.ShouldContain(problem);
        failure.Remedy.ShouldContain(remedy);
    }

    [Fact]
    public async Task User_UnknownOrWithAWrongPassword_IsExplained()
    {
        var wrong = await FailAsync(Connect(("Password", "wrong")));
        wrong.Problem.ShouldBe("The user name or the password is wrong (NotAuthorizedException).");
        wrong.Remedy.ShouldContain("user_password");

        (await FailAsync(Connect(("UserName", "nobody")))).Problem.ShouldContain("UserNotFoundException");
        _stage.Aws.UserPool.HidesUnknownUsers = true;
        (await FailAsync(Connect(("UserName", "nobody")))).Problem.ShouldContain("NotAuthorizedException");
    }

    [Fact]
    public async Task Client_ThatCannotSignUsersIn_IsExplained()
    {
        (await FailAsync(Connect(("ClientId", "unknown")))).Problem.ShouldContain("ResourceNotFoundException");

        _stage.Aws.UserPool.AddClient("machine", TokenStage.Secret);
        (await FailAsync(Connect(("ClientId", "machine")))).Remedy.ShouldContain("ALLOW_USER_PASSWORD_AUTH");

        _stage.Aws.UserPool.AllowUserPassword("machine");
        (await FailAsync(Connect(("ClientId", "machine")))).Problem.ShouldContain("secret is wrong or missing");
        (await FailAsync(Connect(("ClientId", "machine"), ("ClientSecret", "wrong")))).Problem.ShouldContain("secret is wrong or missing");
    }

    [Fact]
    public async Task SignIn_WhileCognitoIsBusy_IsTriedAgain()
    {
        _stage.Aws.Faults.Add(new Fault("InitiateAuth", FaultKind.Throttle));
        _stage.Aws.Faults.Add(new Fault("InitiateAuth", FaultKind.Error));

        var token = await _stage.AdvanceUntilDoneAsync(Connect().GetTokenAsync(Cancellation));

        token.ShouldNotBeNull();
        _stage.Aws.UserPool.TokensIssued.ShouldBe(1);
    }

    private async Task<RemoteMcpException> FailAsync(RemoteMcpServer server)
    {
        var failure = await Should.ThrowAsync<RemoteMcpException>(() => server.GetTokenAsync(Cancellation));
        failure.Step.ShouldBe(ConnectionStep.Token);
        foreach (var text in (string[])[failure.ToString(), .. _stage.Logs.Lines])
        {
            text.ShouldNotContain(Password);
            text.ShouldNotContain(TokenStage.Secret);
        }

        return failure;
    }

    private RemoteMcpServer Connect(params (string Key, string Value)[] changed) => _stage.ConnectAll([
        .. Settings().Where(pair => changed.All(change => $"tools:{change.Key}" != pair.Key)),
        .. changed.Select(change => ($"tools:{change.Key}", change.Value))]).ShouldHaveSingleItem();

    private (string Key, string Value)[] Settings() =>
    [
        ("tools:Auth", "UserPassword"), ("tools:Url", "http://127.0.0.1:9/mcp"), ("tools:ClientId", TokenStage.ClientId),
        ("tools:DiscoveryUrl", _stage.Aws.UserPool.DiscoveryUrl.AbsoluteUri), ("tools:UserName", User), ("tools:Password", Password),
    ];
}
