using System.Text.Json.Nodes;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.RemoteMcp.Tests.Connections;

public sealed class ListingTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("null", "not an object")]
    [InlineData("7", "not an object")]
    [InlineData("""{"description":"nameless"}""", "name")]
    [InlineData("""{"name":7,"inputSchema":{"type":"object"}}""", "name")]
    [InlineData("""{"name":"","inputSchema":{"type":"object"}}""", "name")]
    [InlineData("""{"name":"odd","inputSchema":[]}""", "schema")]
    [InlineData("""{"name":"odd","inputSchema":"object"}""", "schema")]
    [InlineData("""{"name":"odd","inputSchema":false}""", "schema")]
    [InlineData("""{"name":"odd","inputSchema":{"type":"object"},"execution":{"taskSupport":"required"}}""", "task")]
    [InlineData("""{"name":"echo","inputSchema":{"type":"object"}}""", "more than once")]
    [InlineData("""{"name":"\ud800","inputSchema":{"type":"object"}}""", "half a character")]
    [InlineData("""{"name":"odd","description":"\udc00","inputSchema":{"type":"object"}}""", "half a character")]
    [InlineData("""{"name":"odd","inputSchema":{"type":"object","description":"\ud800"}}""", "half a character")]
    [InlineData("""{"name":"odd","inputSchema":{"type":"object","properties":{"\ud800":{}}}}""", "half a character")]
    [InlineData("""{"name":"odd","\ud800":1,"inputSchema":{"type":"object"}}""", "half a character")]
    [InlineData("""{"name":"odd","name":"odd","inputSchema":{"type":"object"}}""", "a key twice")]
    public async Task Entry_ThatIsNoTool_IsLeftOutAlone(string entry, string reason)
    {
        Page($$$"""{"tools":[{"name":"echo","inputSchema":{"type":"object"}},{{{entry}}},{"name":"look","inputSchema":{"type":"object"}}]}""");
        var server = _stage.ConnectDirectly();

        var tools = await server.ListToolsAsync(Cancellation);

        tools.Select(tool => tool.Name).ShouldBe(["echo", "look"]);
        server.Listing!.LeftOut.ShouldHaveSingleItem().Reason.ShouldContain(reason);
    }

    [Theory]
    [InlineData("""{"name":"odd"}""")]
    [InlineData("""{"name":"odd","inputSchema":null}""")]
    [InlineData("""{"name":"odd","inputSchema":true}""")]
    [InlineData("""{"name":"odd","inputSchema":{}}""")]
    [InlineData("""{"name":"odd","inputSchema":{"properties":{}},"annotations":7,"description":{},"outputSchema":3}""")]
    public async Task Entry_ThatIsSloppy_IsATool(string entry)
    {
        Page($$"""{"tools":[{{entry}}]}""");

        var tool = (await _stage.ConnectDirectly().ListToolsAsync(Cancellation)).ShouldHaveSingleItem();

        tool.Name.ShouldBe("odd");
        tool.InputSchema.ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object);
        tool.IsRepeatable.ShouldBeFalse();
    }

    [Fact]
    public async Task Listing_ThatBeganBeforeTheOneInPlace_DoesNotReplaceIt()
    {
        var server = _stage.ConnectDirectly();
        await server.ListToolsAsync(Cancellation);
        var (begun, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        var isSlow = true;
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/list" || !isSlow)
                return false;

            isSlow = false;
            var id = _stage.Mcp.Messages.Last()["id"]!.ToJsonString();
            begun.SetResult();
            await mayEnd.Task;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"tools":[{"name":"old"}]}}""");
            return true;
        };

        var slow = server.ListToolsAsync(Cancellation);
        await begun.Task;
        await server.ListToolsAsync(Cancellation);
        var listing = server.Listing;
        mayEnd.SetResult();
        await slow;

        server.Listing.ShouldBe(listing);
    }

    [Fact]
    public async Task Connection_AfterTheFirst_HasTheToolsListedAgain()
    {
        _stage.Mcp.SessionId = "first";
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        _stage.Mcp.SessionId = "second";
        _stage.Mcp.Tools.Add(FakeMcpServer.Tool("another"));

        await server.CallToolAsync(tool, new Dictionary<string, object?>(), Cancellation);
        _stage.Clock.Advance(Background.BetweenRefreshes);

        await Eventually.TrueAsync(() => server.Listing!.Tools.Any(listed => listed.Name == "another"), "the new list");
    }

    [Fact]
    public async Task List_NestedTooDeep_IsAFailureThatSaysSo()
    {
        var schema = string.Concat(Enumerable.Repeat("""{"properties":{"a":""", 40)) + "{}" + new string('}', 80);
        Page($$$"""{"tools":[{"name":"deep","inputSchema":{{{schema}}}}]}""");

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => _stage.ConnectDirectly().ListToolsAsync(Cancellation));

        failure.Problem.ShouldBe("The answer cannot be read: it is nested deeper than 64 levels.");
    }

    [Fact]
    public async Task List_WhoseCursorComesBack_EndsThere()
    {
        Page("""{"tools":[{"name":"echo","inputSchema":{"type":"object"}}],"nextCursor":"again"}""");
        var server = _stage.ConnectDirectly();

        (await server.ListToolsAsync(Cancellation)).ShouldHaveSingleItem();

        _stage.Mcp.Count("tools/list").ShouldBe(2);
        server.Listing!.LeftOut.ShouldContain(tool => tool.Reason.Contains("comes back"));
    }

    [Fact]
    public async Task List_OfLargeDefinitions_IsCutAtItsLimit()
    {
        var page = 0;
        var words = new string('w', 400_000);
        _stage.Mcp.Mood = (http, method) => AnswerAsync(
            http, method, $$$"""{"tools":[{"name":"tool_{{{++page}}}","description":"{{{words}}}","inputSchema":{}}],"nextCursor":"{{{page}}}"}""");
        var server = _stage.ConnectDirectly();

        (await server.ListToolsAsync(Cancellation)).Count.ShouldBe(40);

        server.Listing!.LeftOut.ShouldHaveSingleItem().Reason.ShouldContain("longer than 16 MB");
    }

    [Fact]
    public async Task List_WithoutEnd_IsCutAtItsLimit()
    {
        var page = 0;
        _stage.Mcp.Mood = (http, method) => AnswerAsync(
            http, method, $$$"""{"tools":[{"name":"tool_{{{++page}}}","inputSchema":{}}],"nextCursor":"{{{page}}}"}""");
        var server = _stage.ConnectDirectly();

        (await server.ListToolsAsync(Cancellation)).Count.ShouldBe(ListPages.MostPages);

        server.Listing!.LeftOut.ShouldHaveSingleItem().Reason.ShouldContain("pages");
    }

    [Fact]
    public async Task List_OfAHundredThousandTools_KeepsTheFirst()
    {
        var tools = string.Join(',', Enumerable.Range(0, 100_000).Select(i => $$$"""{"name":"tool_{{{i}}}","inputSchema":{}}"""));
        Page($$"""{"tools":[{{tools}}]}""");
        var server = _stage.ConnectDirectly();

        (await server.ListToolsAsync(Cancellation)).Count.ShouldBe(ListPages.MostEntries);

        server.Listing!.LeftOut.ShouldHaveSingleItem().Reason.ShouldContain("1000");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/event-stream")]
    public async Task List_OfFiftyMegabytes_IsNotRead(string contentType)
    {
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/list")
                return false;

            http.Response.ContentType = contentType;
            var piece = new string('x', 100_000);
            await http.Response.WriteAsync("data: {\"jsonrpc\":\"2.0\",\"text\":\"");
            for (var sent = 0L; sent < 50_000_000 && !http.RequestAborted.IsCancellationRequested; sent += piece.Length)
                await http.Response.WriteAsync(piece, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

            return true;
        };

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => _stage.ConnectDirectly().ListToolsAsync(Cancellation));

        failure.Problem.ShouldBe("The answer is larger than 10 MB, the most that is read of one.");
    }

    [Fact]
    public async Task List_ThatIsNone_IsAFailureOfTheListing()
    {
        Page("""{"tools":"many"}""");

        (await Should.ThrowAsync<RemoteMcpException>(() => _stage.ConnectDirectly().ListToolsAsync(Cancellation)))
            .Step.ShouldBe(ConnectionStep.ListTools);
    }

    [Fact]
    public async Task Tools_ThatSettingsDeny_AreNeitherListedNorCalled()
    {
        foreach (var name in new[] { "read_file", "read_mail", "delete_all" })
            _stage.Mcp.Tools.Add(FakeMcpServer.Tool(name));
        var server = _stage.ConnectDirectly(("Tools:Allow:0", "read_*"), ("Tools:Allow:1", "delete_*"), ("Tools:Deny:0", "*all"));

        var tools = await server.ListToolsAsync(Cancellation);

        tools.Select(tool => tool.Name).ShouldBe(["read_file", "read_mail"]);
        server.Listing!.LeftOut.ShouldBe(
        [
            new LeftOutTool("echo", "Tools:Allow does not name it") { IsBySettings = true },
            new LeftOutTool("look", "Tools:Allow does not name it") { IsBySettings = true },
            new LeftOutTool("delete_all", "Tools:Deny has '*all'") { IsBySettings = true },
        ]);
        var denied = tools[0] with { Name = "delete_all" };
        (await Should.ThrowAsync<RemoteMcpException>(
            () => server.CallToolAsync(denied, new Dictionary<string, object?>(), Cancellation))).Remedy.ShouldContain("McpServers:tools:Tools:Allow");
        _stage.Mcp.Count("tools/call").ShouldBe(0);
    }

    [Fact]
    public async Task List_OfAModernServer_TellsHowLongItIsGood()
    {
        _stage.Mcp.Discoverable = ["2026-07-28"];
        Page("""{"tools":[],"ttlMs":90000,"cacheScope":"public","resultType":"complete"}""");
        var server = _stage.ConnectDirectly();

        await server.ListToolsAsync(Cancellation);

        server.Listing!.TimeToLive.ShouldBe(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task List_ThatChangesAndSaysSo_IsReadAgainOnce()
    {
        _stage.Mcp.SessionId = "a-session";
        _stage.Mcp.HasNotifications = true;
        var server = _stage.ConnectDirectly();
        await server.ListToolsAsync(Cancellation);
        await Eventually.TrueAsync(() => _stage.Mcp.Listeners == 1, "the stream of notifications");

        _stage.Mcp.Tools.Add(FakeMcpServer.Tool("new"));
        var timers = _stage.Clock.PendingTimers;
        for (var i = 0; i < 10; i++)
            await _stage.Mcp.NotifyAsync("notifications/tools/list_changed");
        await Eventually.TrueAsync(() => _stage.Clock.PendingTimers > timers, "the refresh to be planned");
        _stage.Clock.Advance(TimeSpan.FromSeconds(5));

        await Eventually.TrueAsync(() => server.Listing!.Tools.Count == 3, "the new list");
        _stage.Mcp.Count("tools/list").ShouldBe(2);
    }

    [Fact]
    public async Task List_ThatChangesDuringACall_IsReadAgain()
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            _stage.Mcp.Tools.Add(FakeMcpServer.Tool("new"));
            await FakeMcpServer.WriteEventAsync(
                http, new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "notifications/tools/list_changed" });
            await FakeMcpServer.WriteEventAsync(http, FakeMcpServer.Reply(_stage.Mcp.Messages.Last()["id"], FakeMcpServer.Text("done")));
            return true;
        };
        var timers = _stage.Clock.PendingTimers;

        await server.CallToolAsync(tool, new Dictionary<string, object?>(), Cancellation);
        await Eventually.TrueAsync(() => _stage.Clock.PendingTimers > timers, "the refresh to be planned");
        _stage.Clock.Advance(TimeSpan.FromSeconds(5));

        await Eventually.TrueAsync(() => server.Listing!.Tools.Count == 3, "the new list");
    }

    [Fact]
    public async Task Call_OfAToolThatIsGone_ReadsTheListAgainAndSaysSo()
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation)).Single(tool => tool.Name == "look");
        _stage.Mcp.Tools.RemoveAt(1);
        Refuse(-32602);
        _stage.Clock.Advance(TimeSpan.FromSeconds(5));

        var failure = await Should.ThrowAsync<RemoteMcpException>(
            () => server.CallToolAsync(tool, new Dictionary<string, object?>(), Cancellation));

        failure.Problem.ShouldBe("The server has no tool 'look' any more.");
        server.Listing!.Tools.ShouldHaveSingleItem().Name.ShouldBe("echo");
        server.Condition.State.ShouldBe(ConnectionState.Connected);
    }

    [Fact]
    public async Task Call_WhoseArgumentsAreRefused_ReadsTheListNoMoreThanItMust()
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        Refuse(-32602);
        _stage.Clock.Advance(TimeSpan.FromSeconds(5));

        for (var i = 0; i < 5; i++)
        {
            (await Should.ThrowAsync<RemoteMcpException>(
                () => server.CallToolAsync(tool, new Dictionary<string, object?>(), Cancellation))).Problem.ShouldContain("refused the arguments");
        }

        _stage.Mcp.Count("tools/list").ShouldBe(2);
    }

    private void Page(string result) => _stage.Mcp.Mood = (http, method) => AnswerAsync(http, method, result);

    private void Refuse(int code) => _stage.Mcp.Mood = async (http, method) =>
    {
        if (method != "tools/call")
            return false;

        var id = _stage.Mcp.Messages.Last(message => message["method"]!.GetValue<string>() == "tools/call")["id"]!;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":{{{code}}},"message":"Unknown tool"}}""");
        return true;
    };

    private async Task<bool> AnswerAsync(HttpContext http, string method, string result)
    {
        if (method != "tools/list")
            return false;

        var id = _stage.Mcp.Messages.Last(message => message["method"]!.GetValue<string>() == method)["id"]!;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync($$"""{"jsonrpc":"2.0","id":{{id}},"result":{{result}}}""");
        return true;
    }
}
