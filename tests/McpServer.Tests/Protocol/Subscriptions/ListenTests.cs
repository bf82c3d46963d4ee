using System.Net;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol.Subscriptions;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Protocol.Subscriptions;

public sealed class ListenTests
{
    private const string Acknowledged = "notifications/subscriptions/acknowledged";
    private const string ToolsChanged = "notifications/tools/list_changed";
    private const string PromptsChanged = "notifications/prompts/list_changed";
    private const string ResourcesChanged = "notifications/resources/list_changed";
    private const string SubscriptionId = "io.modelcontextprotocol/subscriptionId";
    private const string Everything = """{"toolsListChanged":true,"promptsListChanged":true,"resourcesListChanged":true,"resourceSubscriptions":["a://b"]}""";
    private const string Tools = """{"toolsListChanged":true}""";

    [Theory]
    [InlineData("7")]
    [InlineData("\"subscription one\"")]
    public async Task Listen_ListsThatChange_AreAcknowledgedFirstAndToldEachWithTheSubscription(string id)
    {
        await using var server = await StartAsync();
        using var listener = await Listener.StartAsync(server, Everything, id);

        var acknowledged = await listener.NextAsync();
        List<JsonObject?> messages = [acknowledged];
        foreach (var kind in new[] { OfferKinds.Tools, OfferKinds.Prompts, OfferKinds.Resources })
        {
            server.Changes.Changed(kind);
            messages.Add(await listener.NextAsync());
        }

        listener.MediaType.ShouldBe("text/event-stream");
        messages.Select(message => message!["method"]!.GetValue<string>()).ShouldBe([Acknowledged, ToolsChanged, PromptsChanged, ResourcesChanged]);
        messages.ShouldAllBe(message => message!["params"]!["_meta"]![SubscriptionId]!.ToJsonString() == id && !message.ContainsKey("id"));
        acknowledged!["params"]!["notifications"]!.ToJsonString()
            .ShouldBe("""{"toolsListChanged":true,"promptsListChanged":true,"resourcesListChanged":true}""");
    }

    [Fact]
    public async Task Listen_ForOneList_HearsNothingOfTheOthers()
    {
        await using var server = await StartAsync();
        using var listener = await Listener.StartAsync(server, """{"promptsListChanged":true,"toolsListChanged":false}""");
        (await listener.NextMethodAsync()).ShouldBe(Acknowledged);

        server.Changes.Changed(OfferKinds.Tools | OfferKinds.Resources);
        server.Changes.Changed(OfferKinds.Prompts);

        (await listener.NextMethodAsync()).ShouldBe(PromptsChanged);
    }

    [Theory]
    [InlineData(OfferKinds.None, Everything)]
    [InlineData(OfferKinds.Prompts, Tools)]
    [InlineData(OfferKinds.All, "{}")]
    [InlineData(OfferKinds.All, """{"resourceSubscriptions":["timezones://all"],"ofAnotherRevision":true}""")]
    internal async Task Listen_ForNothingThatEverComes_IsAcknowledgedAsSuchAndEnds(OfferKinds changing, string notifications)
    {
        await using var server = await StartAsync(changing);

        var answer = await server.PostAsync(Listener.Request(notifications), Messages.ModernHeaders("subscriptions/listen"));

        answer.Events.Count.ShouldBe(2);
        answer.Events[0]["params"]!["notifications"]!.ToJsonString().ShouldBe("{}");
        ShouldBeTheEnd(answer.Events[1]);
        server.Changes.Listening.ShouldBe(0);
    }

    [Fact]
    public async Task Listen_TimeIsUp_EndsWithAResult()
    {
        await using var server = await StartAsync(settings: new() { ["Mcp:Subscriptions:MaxDuration"] = "00:10:00" });
        using var listener = await Listener.StartAsync(server, Tools);
        (await listener.NextMethodAsync()).ShouldBe(Acknowledged);
        await Eventually.TrueAsync(() => server.Clock.PendingTimers >= 2, "the timers of the subscription");

        server.Clock.Advance(TimeSpan.FromMinutes(10));

        ShouldBeTheEnd(await listener.NextAsync());
        (await listener.NextAsync()).ShouldBeNull();
        await Eventually.TrueAsync(() => server.Changes.Listening == 0 && server.Clock.PendingTimers == 0, "nothing is left of the subscription");
    }

    [Fact]
    public async Task Listen_ServerStops_EndsWithAResultAndDoesNotHoldItUp()
    {
        await using var server = await StartAsync();
        using var listener = await Listener.StartAsync(server, Tools);
        (await listener.NextMethodAsync()).ShouldBe(Acknowledged);

        await server.StopAsync();

        ShouldBeTheEnd(await listener.NextAsync());
    }

    [Fact]
    public async Task Listen_NothingChanges_IsKeptAlive()
    {
        await using var server = await StartAsync();
        using var listener = await Listener.StartAsync(server, Tools);
        (await listener.NextMethodAsync()).ShouldBe(Acknowledged);
        (await listener.LineAsync()).ShouldBe("");
        await Eventually.TrueAsync(() => server.Clock.PendingTimers >= 2, "the timers of the subscription");

        server.Clock.Advance(TimeSpan.FromSeconds(20));

        (await listener.LineAsync()).ShouldBe(": ");
    }

    [Fact]
    public async Task Listen_MoreThanTheLimit_IsRefusedUntilOneHangsUp()
    {
        await using var server = await StartAsync(settings: new() { ["Mcp:Subscriptions:Limit"] = "1" });
        using (var first = await Listener.StartAsync(server, Tools))
        {
            (await first.NextMethodAsync()).ShouldBe(Acknowledged);

            var refused = await server.PostAsync(Listener.Request(Tools, "\"second\""), Messages.ModernHeaders("subscriptions/listen"));

            refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(30));
            refused.ErrorCode.ShouldBe(-32600);
            refused.Json["id"]!.GetValue<string>().ShouldBe("second");
            refused.Error["message"]!.GetValue<string>().ShouldStartWith("1 callers listen already");
        }

        await Eventually.TrueAsync(() => server.Changes.Listening == 0, "the server notices that its caller hung up");
        using var second = await Listener.StartAsync(server, Tools);
        second.Status.ShouldBe(HttpStatusCode.OK);
        (await second.NextMethodAsync()).ShouldBe(Acknowledged);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("\"toolsListChanged\"")]
    [InlineData("""{"toolsListChanged":"yes"}""")]
    [InlineData("""{"toolsListChanged":1}""")]
    [InlineData("""{"resourceSubscriptions":"a://b"}""")]
    public async Task Listen_ForWhatCannotBeRead_IsInvalidParams(string notifications)
    {
        await using var server = await StartAsync();

        var answer = await server.PostAsync(Listener.Request(notifications), Messages.ModernHeaders("subscriptions/listen"));

        answer.MediaType.ShouldBe("application/json");
        answer.ErrorCode.ShouldBe(-32602);
    }

    [Fact]
    public async Task Listen_CallerTakesNoStream_Is406()
    {
        await using var server = await StartAsync();

        var answer = await server.PostAsync(
            Listener.Request(Tools), [.. Messages.ModernHeaders("subscriptions/listen"), ("Accept", "application/json")]);

        answer.Status.ShouldBe(HttpStatusCode.NotAcceptable);
        answer.Json["id"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [InlineData(OfferKinds.None, """{"prompts":{},"resources":{},"tools":{},"completions":{}}""")]
    [InlineData(OfferKinds.Tools, """{"prompts":{},"resources":{},"tools":{"listChanged":true},"completions":{}}""")]
    [InlineData(OfferKinds.Prompts | OfferKinds.Resources, """{"prompts":{"listChanged":true},"resources":{"listChanged":true},"tools":{},"completions":{}}""")]
    internal async Task Capabilities_ListsThatChange_AreSaidToThoseWhoCanListen(OfferKinds changing, string capabilities)
    {
        await using var server = await StartAsync(changing);

        var modern = await server.PostAsync(Messages.Request("server/discover").WithMeta(), Messages.ModernHeaders("server/discover"));
        var legacy = await server.PostAsync(Messages.Request("initialize", new JsonObject { ["protocolVersion"] = "2025-11-25" }));

        modern.Result["capabilities"]!.ToJsonString().ShouldBe(capabilities);
        legacy.Result["capabilities"]!.ToJsonString().ShouldNotContain("listChanged");
    }

    private static async Task<RunningServer> StartAsync(OfferKinds changing = OfferKinds.All, Dictionary<string, string?>? settings = null)
    {
        var server = await RunningServer.StartAsync(settings);
        server.Changes.Announce(changing);
        return server;
    }

    private static void ShouldBeTheEnd(JsonObject? message)
    {
        message!["id"]!.GetValue<int>().ShouldBe(1);
        message["result"]!["resultType"]!.GetValue<string>().ShouldBe("complete");
        message["result"]!["_meta"]![SubscriptionId]!.GetValue<int>().ShouldBe(1);
    }
}
