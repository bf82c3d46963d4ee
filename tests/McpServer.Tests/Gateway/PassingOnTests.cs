using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Gateway;

public sealed class PassingOnTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Progress_OfAnUpstream_ReachesTheCallerInOrderUnderItsOwnToken(bool isUpstreamModern, bool isCallerModern)
    {
        await using var upstream = await RawUpstream.StartAsync(isUpstreamModern);
        upstream.Mood = async (http, request) =>
        {
            if ((string?)request["method"] != "tools/call")
                return false;

            var token = request["params"]!["_meta"]!["progressToken"]!.ToJsonString();
            for (var i = 1; i <= 3; i++)
                await RawUpstream.SayAsync(http, $$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{{{token}}},"progress":{{{i}}},"total":3.0,"message":"step","later":[]}}""");

            await RawUpstream.SayAsync(http, $$$"""{"jsonrpc":"2.0","id":{{{request["id"]!.ToJsonString()}}},"result":{"content":[]}}""");
            return true;
        };
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);
        var call = Messages.Call("up___look", "{}");

        var answer = isCallerModern
            ? await gateway.PostAsync(call.WithMeta().WithProgressToken("mine"), Messages.ModernHeaders("tools/call", "up___look"))
            : await gateway.PostAsync(call.WithProgressToken("mine"));

        answer.Events.Count.ShouldBe(4);
        answer.Events.Take(3).Select(told => (int)told["params"]!["progress"]!).ShouldBe([1, 2, 3]);
        var first = answer.Events[0]["params"]!.AsObject();
        ((string?)first["progressToken"]).ShouldBe("mine");
        first["total"]!.ToJsonString().ShouldBe("3.0");
        first["later"].ShouldNotBeNull();
        answer.Events[3]["result"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Progress_ThatNobodyAskedFor_IsNotAskedOfTheUpstream()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Answer("tools/call", """{"content":[]}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        await gateway.CallAsync("up___look");

        upstream.RequestsOf("tools/call").ShouldHaveSingleItem().Text.ShouldNotContain("progressToken");
    }

    [Fact]
    public async Task LogMessage_OfAnUpstream_ReachesTheCaller()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Mood = async (http, request) =>
        {
            if ((string?)request["method"] != "tools/call")
                return false;

            await RawUpstream.SayAsync(http, """{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":{"a":1.0}}}""");
            await RawUpstream.SayAsync(http, $$$"""{"jsonrpc":"2.0","id":{{{request["id"]!.ToJsonString()}}},"result":{"content":[]}}""");
            return true;
        };
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        var answer = await gateway.CallAsync("up___look");
        var modern = await gateway.PostAsync(Messages.Call("up___look", "{}").WithMeta(), Messages.ModernHeaders("tools/call", "up___look"));

        answer.Events.Count.ShouldBe(2);
        answer.Events[0]["params"]!["data"]!.ToJsonString().ShouldBe("""{"a":1.0}""");
        modern.Text.ShouldNotContain("notifications/message", customMessage: "a request of 2026-07-28 hears what it asks for alone");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Caller_ThatHangsUp_HasItsCallCancelledAtTheUpstream(bool isUpstreamModern, bool isCallerModern)
    {
        await using var upstream = await RawUpstream.StartAsync(isUpstreamModern);
        var (begun, cut) = (new TaskCompletionSource(), new TaskCompletionSource());
        upstream.Mood = async (http, request) =>
        {
            if ((string?)request["method"] != "tools/call")
                return false;

            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cut.TrySetResult();
            return true;
        };
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);
        using var caller = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp");
        var call = Messages.Call("up___look", "{}");
        request.Content = new StringContent((isCallerModern ? call.WithMeta() : call).ToJsonString(), null, "application/json");
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        foreach (var (name, value) in isCallerModern ? Messages.ModernHeaders("tools/call", "up___look") : [])
            request.Headers.TryAddWithoutValidation(name, value);

        var answer = gateway.Http.SendAsync(request, caller.Token);
        await begun.Task;
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(answer);
        await cut.Task;
        if (!isUpstreamModern)
            await Eventually.TrueAsync(() => upstream.RequestsOf("notifications/cancelled").Count == 1, "the notice of it");
    }

    [Fact]
    public async Task Meta_OfACaller_GoesOnButForWhatIsTheProtocols()
    {
        await using var upstream = await RawUpstream.StartAsync(isModern: true);
        upstream.Answer("tools/call", """{"content":[]}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);
        var call = Messages.Call("up___look", "{}").WithMeta();
        call["params"]!["_meta"]!["example.com/tenant"] = "a";
        call["params"]!["_meta"]!["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        await gateway.PostAsync(call, Messages.ModernHeaders("tools/call", "up___look"));

        var meta = upstream.RequestsOf("tools/call").ShouldHaveSingleItem().Params["_meta"]!.AsObject();
        ((string?)meta["example.com/tenant"]).ShouldBe("a");
        ((string?)meta["traceparent"]).ShouldBe("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        meta["io.modelcontextprotocol/clientInfo"]?["name"]?.GetValue<string>().ShouldNotBe("test");
    }

    [Fact]
    public async Task Trace_OfACaller_GoesOnInTheHeader()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Answer("tools/call", """{"content":[]}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        await gateway.CallAsync("up___look", "{}", ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        upstream.RequestsOf("tools/call").ShouldHaveSingleItem().Headers["traceparent"].ShouldStartWith("00-0af7651916cd43dd8448eb211c80319c-");
    }

    [Theory]
    [InlineData("session.id=s%201,tenant=t1,user=bob", "session.id=s%201")]
    [InlineData("tenant=t1", null)]
    public async Task Baggage_OfACaller_StaysAtTheGatewayButForTheSession(string baggage, string? sent)
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Answer("tools/call", """{"content":[]}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)], ("Upstreams:up:PassHeaders", "*"));

        await gateway.CallAsync("up___look", "{}", ("baggage", baggage));

        upstream.RequestsOf("tools/call").ShouldHaveSingleItem().Headers.GetValueOrDefault("baggage").ShouldBe(sent);
        upstream.Requests.ShouldAllBe(request => !request.Headers.Values.Any(value => value.Contains("t1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Credentials_OfACaller_StayAtTheGateway()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Answer("tools/call", """{"content":[]}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)], ("Upstreams:up:PassHeaders", "*"));

        await gateway.CallAsync("up___look", "{}", [.. Secrets.Select(name => (name, (string?)"the-callers-own-secret")), ("X-Tenant", "a")]);

        foreach (var request in upstream.Requests)
        {
            request.Text.ShouldNotContain("the-callers-own-secret");
            request.Headers.Values.ShouldNotContain(value => value.Contains("the-callers-own-secret", StringComparison.Ordinal));
        }

        upstream.RequestsOf("tools/call").ShouldHaveSingleItem().Headers["X-Tenant"].ShouldBe("a");
    }

    [Fact]
    public async Task Header_ThatSettingsDoNotName_StaysAtTheGateway()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Answer("tools/call", """{"content":[]}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        await gateway.CallAsync("up___look", "{}", ("X-Tenant", "a"));

        upstream.RequestsOf("tools/call").ShouldHaveSingleItem().Headers.Keys.ShouldNotContain("X-Tenant");
    }

    [Fact]
    public async Task Authorization_OfACaller_GoesOnToTheOneUpstreamThatNamesIt()
    {
        await using var named = await RawUpstream.StartAsync();
        await using var other = await RawUpstream.StartAsync();
        named.Answer("tools/call", """{"content":[]}""");
        other.Answer("tools/call", """{"content":[]}""");
        await using var gateway = await GatewayStage.StartAsync(
            [("named", named.Url), ("other", other.Url)], ("Upstreams:named:PassHeaders", "Authorization"), ("Upstreams:other:PassHeaders", "A*"));

        await gateway.CallAsync("named___look", "{}", ("Authorization", "Bearer mine"));
        await gateway.CallAsync("other___look", "{}", ("Authorization", "Bearer mine"));

        named.RequestsOf("tools/call").ShouldHaveSingleItem().Headers["Authorization"].ShouldBe("Bearer mine");
        named.RequestsOf("tools/list").ShouldAllBe(request => !request.Headers.ContainsKey("Authorization"));
        other.Requests.ShouldAllBe(request => !request.Headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("Authorization", "false", false)]
    [InlineData("Authorization", "true", true)]
    [InlineData("X-Tenant", "false", true)]
    public async Task Session_OfAnUpstreamThatIsToldWhoCalls_IsSharedOnlyWhereSettingsAllowIt(string header, string isShared, bool isSent)
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Answer("tools/call", """{"content":[]}""");
        upstream.Mood = (http, request) =>
        {
            if ((string?)request["method"] == "initialize")
                http.Response.Headers["Mcp-Session-Id"] = "s1";

            return Task.FromResult(false);
        };
        await using var gateway = await GatewayStage.StartAsync(
            [("up", upstream.Url)], ("Upstreams:up:PassHeaders", header), ("Upstreams:up:ShareSession", isShared));

        var answer = await gateway.CallAsync("up___look", "{}", ("Authorization", "Bearer alice"));

        upstream.RequestsOf("tools/call").Count.ShouldBe(isSent ? 1 : 0);
        answer.IsToolError.ShouldBe(!isSent);
        if (!isSent)
            answer.ToolText.ShouldContain("keeps a session, which its callers would share");
    }

    private static readonly string[] Secrets =
    [
        "Authorization", "Cookie", "WorkloadAccessToken", "X-Amzn-Oidc-Data", "X-Amz-Security-Token", "Proxy-Authorization",
        "X-Amzn-Bedrock-AgentCore-Runtime-User-Id", "Mcp-Session-Id",
    ];
}
