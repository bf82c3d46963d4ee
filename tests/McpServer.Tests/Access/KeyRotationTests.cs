using System.Net;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Access;

public sealed class KeyRotationTests
{
    private const int Callers = 50;
    private const int Rotations = 4;
    private const int CallsBetween = 4;

    [Fact]
    public async Task Rotation_WhileFiftyCallersCall_FailsNoCall()
    {
        var clock = new FakeClock();
        await using var issuer = await FakeIssuer.StartAsync(clock);
        await using var server = await RunningServer.StartAsync(
            new() { ["Access:DiscoveryUrl"] = issuer.DiscoveryUrl.AbsoluteUri, ["Access:AllowedClients"] = "client-1" }, clock);
        using var stop = new CancellationTokenSource();
        var calls = new int[Callers];

        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var answer = await server.CallAsync("add_numbers", """{"a":2,"b":2}""", ("Authorization", $"Bearer {issuer.Token()}"));
                answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
                Interlocked.Increment(ref calls[caller]);
            }
        })).ToList();

        try
        {
            for (var rotation = 0; rotation < Rotations; rotation++)
            {
                await AllCallAsync();
                clock.Advance(TimeSpan.FromMinutes(1));
                issuer.RotateKey(keepOld: true);
                await AllCallAsync();
                issuer.DropOldKeys();
                await AllCallAsync();
                // The hourly refresh, behind callers that know their key.
                clock.Advance(TimeSpan.FromMinutes(60));
            }
        }
        finally
        {
            await stop.CancelAsync();
        }

        await Task.WhenAll(callers);
        issuer.KeySetRequests.ShouldBeInRange(1 + Rotations, 1 + (3 * Rotations));

        async Task AllCallAsync()
        {
            var before = calls.ToArray();
            await Eventually.TrueAsync(
                () => callers.Exists(caller => caller.IsFaulted) || Enumerable.Range(0, Callers).All(i => calls[i] >= before[i] + CallsBetween),
                "calls of everybody");
        }
    }

    [Fact]
    public async Task Rotation_OldKeyDropped_ItsTokensAreRefusedAfterTheRefresh()
    {
        var clock = new FakeClock();
        await using var issuer = await FakeIssuer.StartAsync(clock);
        await using var server = await RunningServer.StartAsync(
            new() { ["Access:DiscoveryUrl"] = issuer.DiscoveryUrl.AbsoluteUri, ["Access:AllowedClients"] = "client-1" }, clock);
        var old = issuer.Token(claims => claims["exp"] = claims["exp"]!.GetValue<long>() + 7200);
        (await AskAsync(old)).ShouldBe(HttpStatusCode.OK);

        issuer.RotateKey();
        clock.Advance(TimeSpan.FromHours(1));

        await Eventually.TrueAsync(async () => await AskAsync(old) == HttpStatusCode.Unauthorized, "the refresh");
        (await AskAsync(issuer.Token())).ShouldBe(HttpStatusCode.OK);
        issuer.KeySetRequests.ShouldBe(2);

        async Task<HttpStatusCode> AskAsync(string token) =>
            (await server.PostAsync(Messages.ListTools, ("Authorization", $"Bearer {token}"))).Status;
    }
}
