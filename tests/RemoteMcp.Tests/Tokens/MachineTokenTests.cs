using AgentStack.LocalAws.Faults;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;

namespace AgentStack.RemoteMcp.Tests.Tokens;

public sealed class MachineTokenTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Token_WithManyCallersAtOnce_IsFetchedOnce()
    {
        var server = _stage.Connect();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => server.ListToolsAsync(Cancellation)));

        _stage.Aws.UserPool.TokensIssued.ShouldBe(1);
        _stage.Mcp.Count("initialize").ShouldBe(1);
    }

    [Fact]
    public async Task Token_InItsLastQuarter_IsRenewedWhileTheOldOneServes()
    {
        _stage.Aws.UserPool.TokenLifetime = TimeSpan.FromMinutes(10);
        var server = _stage.Connect();
        var first = await RevealAsync(server);

        _stage.Clock.Advance(TimeSpan.FromMinutes(7.4));
        (await RevealAsync(server)).ShouldBe(first);
        _stage.Aws.UserPool.TokensIssued.ShouldBe(1);

        _stage.Clock.Advance(TimeSpan.FromMinutes(0.1));
        (await RevealAsync(server)).ShouldBe(first);
        await Eventually.TrueAsync(() => server.GetTokenAsync(Cancellation) is { IsCompletedSuccessfully: true } got && got.Result!.Reveal() != first, "the new token");
        _stage.Aws.UserPool.TokensIssued.ShouldBe(2);
    }

    [Fact]
    public async Task Token_RefusedOnceByTheServer_IsRenewedOnce()
    {
        var refusals = 1;
        _stage.Mcp.Mood = (http, method) =>
        {
            var isRefused = method == "tools/list" && Interlocked.Decrement(ref refusals) >= 0;
            if (isRefused)
                http.Response.StatusCode = 401;

            return Task.FromResult(isRefused);
        };
        var server = _stage.Connect(("Url", _stage.Mcp.Url.AbsoluteUri));

        var tools = await server.ListToolsAsync(Cancellation);

        tools.Count.ShouldBe(2);
        _stage.Aws.UserPool.TokensIssued.ShouldBe(2);
    }

    [Fact]
    public async Task Token_OfAClientThatTheRuntimeDoesNotAllow_IsExplained()
    {
        _stage.AllowClients("somebody-else");
        var server = _stage.Connect();

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => server.ListToolsAsync(Cancellation));

        failure.Step.ShouldBe(ConnectionStep.Connect);
        failure.Problem.ShouldBe("Access was denied (403).");
        failure.Remedy.ShouldContain("allowedClients");
        _stage.Aws.UserPool.TokensIssued.ShouldBe(1);
    }

    [Fact]
    public async Task Token_RefusedForGood_IsRenewedOnceARequestAndThenExplained()
    {
        _stage.Mcp.Mood = (http, _) =>
        {
            http.Response.StatusCode = 401;
            return Task.FromResult(true);
        };
        var server = _stage.Connect(("Url", _stage.Mcp.Url.AbsoluteUri));

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => server.ListToolsAsync(Cancellation));

        failure.Step.ShouldBe(ConnectionStep.Connect);
        failure.Problem.ShouldContain("401");
        _stage.Aws.UserPool.TokensIssued.ShouldBe(1 + (_stage.Mcp.Requests.Count / 2));
    }

    [Fact]
    public async Task Token_WithAWrongSecret_NamesTheParametersAndNotTheSecret()
    {
        _stage.Aws.Parameters.Put($"{Stage.Prefix}/cognito_secret", "a-wrong-one", secure: true);
        var server = _stage.Connect();

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => server.ListToolsAsync(Cancellation));

        failure.Step.ShouldBe(ConnectionStep.Token);
        failure.Message.ShouldContain("invalid_client");
        failure.Message.ShouldContain("cognito_secret");
        failure.ToString().ShouldNotContain("a-wrong-one");
    }

    [Fact]
    public async Task Token_AfterTheSecretIsMended_IsThereAtTheNextPrompt()
    {
        _stage.Aws.Parameters.Put($"{Stage.Prefix}/cognito_secret", "a-wrong-one", secure: true);
        var server = _stage.Connect();
        await Should.ThrowAsync<RemoteMcpException>(() => server.ListToolsAsync(Cancellation));

        _stage.Aws.Parameters.Put($"{Stage.Prefix}/cognito_secret", Stage.Secret, secure: true);
        _stage.Clock.Advance(TimeSpan.FromSeconds(30));

        (await server.ListToolsAsync(Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Token_WithAScopeThatIsNotTheClients_SaysSo()
    {
        var failure = await Should.ThrowAsync<RemoteMcpException>(
            () => _stage.Connect(("Scope", "tools/everything")).ListToolsAsync(Cancellation));

        failure.Step.ShouldBe(ConnectionStep.Token);
        failure.Message.ShouldContain("invalid_scope");
    }

    [Fact]
    public async Task Token_FromABusyIssuer_IsAskedForAgain()
    {
        _stage.Aws.Faults.Add(new Fault("Token", FaultKind.Throttle));
        var server = _stage.Connect(("ConnectTimeout", "01:00:00"));

        (await _stage.Clock.PassPausesAsync(server.ListToolsAsync(Cancellation))).Count.ShouldBe(2);
        _stage.Aws.UserPool.TokensIssued.ShouldBe(1);
    }

    [Fact]
    public async Task Token_FromABrokenIssuer_FailsAfterThreeAttempts()
    {
        _stage.Aws.Faults.Add(new Fault("Token", FaultKind.Error) { Count = 10 });
        var server = _stage.Connect(("ConnectTimeout", "01:00:00"));

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => _stage.Clock.PassPausesAsync(server.ListToolsAsync(Cancellation)));
        failure.Step.ShouldBe(ConnectionStep.Token);
        failure.Message.ShouldContain("3 times");
    }

    [Fact]
    public async Task Token_FromAnIssuerThatIsDown_NamesTheDiscoveryDocument()
    {
        const string nowhere = "http://127.0.0.1:9/pool/.well-known/openid-configuration";
        _stage.Aws.Parameters.Put($"{Stage.Prefix}/cognito_discovery_url", nowhere);

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => _stage.Connect().ListToolsAsync(Cancellation));

        failure.Step.ShouldBe(ConnectionStep.Discovery);
        failure.Address.ShouldBe(nowhere);
        failure.Remedy.ShouldContain("cognito_discovery_url");
    }

    private static async Task<string> RevealAsync(RemoteMcpServer server) =>
        (await server.GetTokenAsync(Cancellation)).ShouldNotBeNull().Reveal();
}
