using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;

namespace AgentStack.RemoteMcp.Tests.Connections;

/// <summary>What was wrong is put right, or becomes another, while the agent runs: it finds out by itself.</summary>
public sealed class MendingTests : IAsyncLifetime
{
    private const string OtherPrefix = "/app/mcp/other";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task DiscoveryUrl_ThatIsMended_IsReadAgain()
    {
        var right = _stage.Aws.UserPool.DiscoveryUrl.AbsoluteUri;
        _stage.Aws.Parameters.Put($"{Stage.Prefix}/cognito_discovery_url", right.Replace("openid-configuration", "nothing", StringComparison.Ordinal));
        var server = _stage.Connect();
        (await FailAsync(server)).Step.ShouldBe(ConnectionStep.Discovery);

        _stage.Aws.Parameters.Put($"{Stage.Prefix}/cognito_discovery_url", right);

        await ConnectedAsync(server);
    }

    [Fact]
    public async Task Scope_ThatIsMended_IsReadAgain()
    {
        _stage.Aws.Parameters.Put($"{Stage.Prefix}/scope", "wrong/scope");
        var server = _stage.Connect();
        (await FailAsync(server)).Step.ShouldBe(ConnectionStep.Token);

        _stage.Aws.Parameters.Put($"{Stage.Prefix}/scope", Stage.Scope);

        await ConnectedAsync(server);
    }

    [Fact]
    public async Task RuntimeArn_ThatWasMissing_IsReadAgain()
    {
        _stage.Aws.Parameters.Put($"{OtherPrefix}/machine_client_id", Stage.ClientId);
        _stage.Aws.Parameters.Put($"{OtherPrefix}/cognito_secret", Stage.Secret, secure: true);
        _stage.Aws.Parameters.Put($"{OtherPrefix}/cognito_discovery_url", _stage.Aws.UserPool.DiscoveryUrl.AbsoluteUri);
        var server = _stage.Connect(("SsmPrefix", OtherPrefix));
        (await FailAsync(server)).Step.ShouldBe(ConnectionStep.Parameters);

        _stage.Aws.Parameters.Put($"{OtherPrefix}/agent_arn", _stage.Arn);

        await ConnectedAsync(server);
    }

    private async Task ConnectedAsync(RemoteMcpServer server)
    {
        _stage.Clock.Advance(ServerHealth.LongestPauseWhenRefused);
        await Eventually.TrueAsync(
            () => server.Condition.State == ConnectionState.Connected || server.Condition.RetryAt > _stage.Clock.GetUtcNow(), "the trial");
        server.Condition.Cause.ShouldBeNull();
        server.Condition.State.ShouldBe(ConnectionState.Connected);
    }

    private static Task<RemoteMcpException> FailAsync(RemoteMcpServer server) =>
        Should.ThrowAsync<RemoteMcpException>(() => server.ListToolsAsync(Cancellation));
}
