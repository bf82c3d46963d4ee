using System.Net;
using AgentStack.McpServer.Protocol.Subscriptions;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Protocol.Subscriptions;

/// <summary>Listening with a token: each client has its share of the places, and no longer than the token is good.</summary>
public sealed class GuardedListenTests : IAsyncLifetime
{
    private const string Tools = """{"toolsListChanged":true}""";

    private readonly FakeClock _clock = new();
    private FakeIssuer _issuer = null!;

    public async ValueTask InitializeAsync() => _issuer = await FakeIssuer.StartAsync(_clock);

    public ValueTask DisposeAsync() => _issuer.DisposeAsync();

    [Fact]
    [Requirement("V9b")]
    public async Task Listen_OneClientTakesItsShare_LeavesPlacesToTheOthers()
    {
        await using var server = await StartAsync("LimitPerCaller", "2");
        using var first = await ListenAsync(server, "client-1");
        using (await ListenAsync(server, "client-1"))
        {
            using var refused = await ListenAsync(server, "client-1");
            using var other = await ListenAsync(server, "client-2");

            refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
            (await refused.LineAsync()).ShouldNotBeNull().ShouldContain("This caller listens 2 times already");
            other.Status.ShouldBe(HttpStatusCode.OK);
        }

        await Eventually.TrueAsync(
            async () =>
            {
                using var again = await ListenAsync(server, "client-1");
                return again.Status == HttpStatusCode.OK;
            },
            "a place of one that hung up");
    }

    [Fact]
    public async Task Listen_ByDefault_OneClientHasATenthOfThePlaces()
    {
        await using var server = await StartAsync();
        var listeners = new List<Listener>();
        for (var i = 0; i < 11; i++)
            listeners.Add(await ListenAsync(server, "client-1"));

        listeners.Count(listener => listener.Status == HttpStatusCode.OK).ShouldBe(10);
        listeners.ForEach(listener => listener.Dispose());
    }

    [Fact]
    [Requirement("V9b")]
    public async Task Listen_TokenExpires_EndsWithAResult()
    {
        await using var server = await StartAsync("MaxDuration", "1.00:00:00");
        using var listener = await ListenAsync(server, "client-1");
        (await listener.NextMethodAsync()).ShouldBe("notifications/subscriptions/acknowledged");
        var tokenAndSkew = TimeSpan.FromMinutes(61);
        await Eventually.TrueAsync(() => _clock.Timers.Contains(tokenAndSkew), "the token's end as the subscription's");

        _clock.Advance(tokenAndSkew);

        (await listener.NextAsync()).ShouldNotBeNull()["result"]!["resultType"]!.GetValue<string>().ShouldBe("complete");
        (await listener.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Listen_TokenThatOutlivesTheLongestTime_EndsAtThat()
    {
        await using var server = await StartAsync("MaxDuration", "00:10:00");
        using var listener = await ListenAsync(server, "client-1");

        await Eventually.TrueAsync(() => _clock.Timers.Contains(TimeSpan.FromMinutes(10)), "the longest time");

        _clock.Timers.ShouldNotContain(TimeSpan.FromMinutes(61));
    }

    private async Task<RunningServer> StartAsync(string? setting = null, string? value = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Access:DiscoveryUrl"] = _issuer.DiscoveryUrl.AbsoluteUri,
            ["Access:AllowedClients"] = "client-1, client-2",
        };
        if (setting is not null)
            settings[$"Mcp:Subscriptions:{setting}"] = value;

        var server = await RunningServer.StartAsync(settings, _clock);
        server.Changes.Announce(OfferKinds.All);
        return server;
    }

    private Task<Listener> ListenAsync(RunningServer server, string client) =>
        Listener.StartAsync(server, Tools, token: _issuer.Token(client));
}
