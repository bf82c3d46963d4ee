using System.Net;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Access.Limits;

public sealed class LimitsTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private FakeIssuer _issuer = null!;

    public async ValueTask InitializeAsync() => _issuer = await FakeIssuer.StartAsync(_clock);

    public ValueTask DisposeAsync() => _issuer.DisposeAsync();

    [Fact]
    public async Task Mcp_MoreThanABurst_Is429UntilThereIsRoomAgain()
    {
        await using var server = await StartAsync(new() { ["RequestsPerMinute"] = "20", ["Burst"] = "3" });
        for (var call = 0; call < 3; call++)
            (await ListAsync(server)).Status.ShouldBe(HttpStatusCode.OK);

        var refused = await ListAsync(server);

        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(3));
        refused.Json["id"].ShouldBeNull();
        refused.ErrorCode.ShouldBe(429);
        refused.Error["message"]!.GetValue<string>().ShouldBe("Too many requests: a client may send 20 a minute. Try again in 3 s");
        refused.Error["data"]!.ToJsonString().ShouldBe("""{"limit":"RequestsPerMinute","allowed":20,"retryAfterSeconds":3}""");
        await Eventually.TrueAsync(
            () => server.Log.Lines.Count(line => line.Text.Contains("429") && line.Text.Contains("rate_limited (client client-1")) == 1,
            "the line about the request");

        _clock.Advance(TimeSpan.FromSeconds(2));
        (await ListAsync(server)).Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await ListAsync(server)).Status.ShouldBe(HttpStatusCode.OK);
        (await ListAsync(server)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Mcp_SteadyAtTheRate_IsNeverRefused()
    {
        await using var server = await StartAsync(new() { ["RequestsPerMinute"] = "60", ["Burst"] = "1" });
        for (var call = 0; call < 120; call++)
        {
            (await ListAsync(server)).Status.ShouldBe(HttpStatusCode.OK);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Mcp_LongPause_GivesNoMoreThanABurst()
    {
        await using var server = await StartAsync(new() { ["RequestsPerMinute"] = "4" });
        _clock.Advance(TimeSpan.FromMinutes(30));

        (await CountServedAsync(server, 10)).ShouldBe(4);
    }

    [Fact]
    public async Task Mcp_OneClientAtItsLimit_CostsTheOthersNothing()
    {
        await using var server = await StartAsync(new()
        {
            ["RequestsPerMinute"] = "2",
            ["Clients:client-2:RequestsPerMinute"] = "5",
        });

        (await CountServedAsync(server, 10)).ShouldBe(2);
        (await CountServedAsync(server, 10, "client-2")).ShouldBe(5);
        (await CountServedAsync(server, 10, "client-3")).ShouldBe(2);
    }

    [Fact]
    public async Task Mcp_MoreAtOnceThanAllowed_Is429UntilOneEnds()
    {
        await using var server = await StartAsync(new() { ["ConcurrentRequests"] = "1" });
        using var caller = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.McpUrl);
        request.Content = new StringContent(Messages.Call("odd_wait").ToJsonString(), null, "application/json");
        request.Headers.Add("Authorization", $"Bearer {_issuer.Token()}");
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        var waiting = server.Http.SendAsync(request, caller.Token);
        (await Task.WhenAny(waiting, server.Odd.Waiting)).ShouldBe(server.Odd.Waiting);

        var refused = await ListAsync(server);
        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        refused.Error["message"]!.GetValue<string>().ShouldContain("1 under way at once");
        (await ListAsync(server, "client-2")).Status.ShouldBe(HttpStatusCode.OK);

        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        await Eventually.TrueAsync(async () => (await ListAsync(server)).Status == HttpStatusCode.OK, "the end of the call");
    }

    [Fact]
    public async Task Ping_AtTheLimit_IsServed()
    {
        await using var server = await StartAsync(new() { ["RequestsPerMinute"] = "1" });
        (await CountServedAsync(server, 5)).ShouldBe(1);

        (await server.SendAsync(HttpMethod.Get, "/ping")).Status.ShouldBe(HttpStatusCode.OK);
        (await server.SendAsync(HttpMethod.Get, "/.well-known/oauth-protected-resource")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Mcp_RefusedTokens_TakeNothingFromTheClientThatTheyName()
    {
        await using var server = await StartAsync(new() { ["RequestsPerMinute"] = "1" });
        using var stranger = new FakeIssuerKey(_issuer.Key.Id);
        for (var call = 0; call < 5; call++)
        {
            (await server.PostAsync(Messages.ListTools, ("Authorization", $"Bearer {stranger.Sign(_issuer.Claims())}")))
                .Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await ListAsync(server)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Mcp_NoIssuerConfigured_LimitsByAddress()
    {
        await using var server = await RunningServer.StartAsync(new() { ["Access:Limits:RequestsPerMinute"] = "2" }, _clock);

        (await CountServedAsync(server, 5)).ShouldBe(2);
    }

    [Fact]
    public async Task Mcp_NoLimitsConfigured_NobodyIsLimited()
    {
        await using var server = await StartAsync([]);

        (await CountServedAsync(server, 300)).ShouldBe(300);
    }

    private async Task<int> CountServedAsync(RunningServer server, int calls, string client = "client-1")
    {
        var served = 0;
        for (var call = 0; call < calls; call++)
            served += (await ListAsync(server, client)).Status == HttpStatusCode.OK ? 1 : 0;

        return served;
    }

    private Task<WireAnswer> ListAsync(RunningServer server, string client = "client-1") =>
        server.PostAsync(Messages.Request("ping"), ("Authorization", $"Bearer {_issuer.Token(client)}"));

    private Task<RunningServer> StartAsync(Dictionary<string, string?> limits)
    {
        var settings = limits.ToDictionary(limit => $"Access:Limits:{limit.Key}", limit => limit.Value);
        settings["Access:DiscoveryUrl"] = _issuer.DiscoveryUrl.AbsoluteUri;
        settings["Access:AllowedClients"] = "client-1, client-2, client-3";
        return RunningServer.StartAsync(settings, _clock);
    }
}
