using AgentStack.LocalAws.AgentCore;
using AgentStack.RemoteMcp.Connections;
using AgentStack.RemoteMcp.Tokens;
using AgentStack.Tests.Shared;

namespace AgentStack.RemoteMcp.Tests.Tokens;

public sealed class TokenDayTests
{
    private const int Callers = 50;
    private const string Prefix = "/app/mcp/tools";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(75);

    /// <summary>
    /// A token is fetched at the first call and then whenever it is three quarters of its lifetime old: at 0 s, 225 s, 450 s, …
    /// of the day, which is a day / (3/4 × 5 min) = 86,400 / 225 = 384 times. The calls come every 75 s, so that one falls on
    /// each of these moments.
    /// </summary>
    [Fact]
    public async Task Day_OfFiveMinuteTokensAndTwoRotations_FetchesWhatTheLifetimeDemandsAndFailsNoCall()
    {
        await using var stage = await TokenStage.StartAsync();
        await using var mcp = await FakeMcpServer.StartAsync();
        var server = Prepare(stage, mcp);
        var demanded = (int)(TimeSpan.FromDays(1) / (Lifetime * 0.75));
        var start = stage.Clock.GetUtcNow();
        var tool = (await server.ListToolsAsync(Cancellation))[0];

        for (var time = TimeSpan.Zero; time < TimeSpan.FromDays(1); time += Step)
        {
            Rotate(stage, time);
            var tokens = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => server.GetTokenAsync(Cancellation)));
            tokens.DistinctBy(token => token!.Reveal()).ShouldAllBe(token => IsGood(token!, stage.Clock));
            (await server.CallToolAsync(tool, new Dictionary<string, object?> { ["a"] = 1, ["b"] = 2 }, Cancellation)).IsError.ShouldNotBe(true);

            var due = 1 + (int)(time / (Lifetime * 0.75));
            await Eventually.TrueAsync(() => stage.Fetches == due, $"fetch {due} at {time}");
            stage.Clock.Advance(Step);
        }

        (stage.Clock.GetUtcNow() - start).ShouldBe(TimeSpan.FromDays(1));
        demanded.ShouldBe(384);
        stage.Aws.UserPool.TokensIssued.ShouldBe(demanded);
        stage.Measured("agentstack.token.fetches").ShouldAllBe(fetch => fetch.Tags.Contains("issued"));
        stage.Logs.Lines.Count(line => line.Contains("those that SSM holds now are tried")).ShouldBe(2);
    }

    private static RemoteMcpServer Prepare(TokenStage stage, FakeMcpServer mcp)
    {
        var aws = stage.Aws;
        var arn = $"arn:aws:bedrock-agentcore:{aws.Region}:{aws.AccountId}:runtime/tools-x1";
        aws.UserPool.TokenLifetime = Lifetime;
        aws.UserPool.AddClient(TokenStage.ClientId, "first-secret", "tools/invoke");
        aws.Parameters.Put($"{Prefix}/machine_client_id", TokenStage.ClientId);
        aws.Parameters.Put($"{Prefix}/cognito_secret", "first-secret", secure: true);
        aws.Parameters.Put($"{Prefix}/cognito_discovery_url", aws.UserPool.DiscoveryUrl.AbsoluteUri);
        aws.Runtimes.Add(new LocalRuntime(arn, RuntimeProtocol.Mcp, mcp.Root)
        {
            Authorizer = new JwtAuthorizer(aws.UserPool.DiscoveryUrl) { AllowedClients = [TokenStage.ClientId] },
        });
        return stage.ConnectAll(("tools:RuntimeArn", arn)).ShouldHaveSingleItem();
    }

    // As operators do it: a second secret goes live, SSM gets it, and later the first one is removed.
    private static void Rotate(TokenStage stage, TimeSpan time)
    {
        var (pool, parameters) = (stage.Aws.UserPool, stage.Aws.Parameters);
        if (time == TimeSpan.FromHours(8))
        {
            pool.AddSecret(TokenStage.ClientId, "second-secret");
            parameters.Put($"{Prefix}/cognito_secret", "second-secret", secure: true);
        }

        if (time == TimeSpan.FromHours(9))
            pool.RemoveSecret(TokenStage.ClientId, "first-secret");

        // In an emergency the old one dies at once.
        if (time == TimeSpan.FromHours(16))
        {
            pool.RotateSecret(TokenStage.ClientId, "third-secret");
            parameters.Put($"{Prefix}/cognito_secret", "third-secret", secure: true);
        }
    }

    private static bool IsGood(ServerToken token, FakeClock clock) =>
        token.Facts is { ExpiresAt: { } expiry, ClientId: TokenStage.ClientId } && expiry > clock.GetUtcNow();
}
