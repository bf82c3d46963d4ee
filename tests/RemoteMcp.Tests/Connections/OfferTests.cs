using System.Text.Json.Nodes;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.RemoteMcp.Tests.Connections;

public sealed class OfferTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Offers_AreReadPageByPage()
    {
        Serve("""{"tools":{},"prompts":{},"resources":{}}""", (method, cursor) => (method, cursor) switch
        {
            ("prompts/list", null) => """{"prompts":[{"name":"a","icons":[1.0]},{"name":"a"},{"title":"nameless"}],"nextCursor":"2"}""",
            ("prompts/list", _) => """{"prompts":[{"name":"b"}]}""",
            ("resources/list", _) => """{"resources":[{"uri":"x://1","name":"one"}]}""",
            _ => """{"resourceTemplates":[{"uriTemplate":"x://{id}","name":"any"}]}""",
        });
        var server = _stage.ConnectDirectly();

        var offers = await server.ListOffersAsync(Cancellation);

        offers.Tools.Tools.Select(tool => tool.Name).ShouldBe(["echo", "look"]);
        offers.Tools.Tools[0].Definition.GetProperty("description").GetString().ShouldBe("The tool echo.");
        offers.Prompts.Select(prompt => prompt.Name).ShouldBe(["a", "b"]);
        offers.Prompts[0].Definition.GetRawText().ShouldBe("""{"name":"a","icons":[1.0]}""");
        offers.Resources.ShouldHaveSingleItem().Uri.ShouldBe("x://1");
        offers.Templates.ShouldHaveSingleItem().UriTemplate.ShouldBe("x://{id}");
        offers.Problems.ShouldHaveSingleItem().ShouldStartWith("2 of its prompts are left out");
        server.Offers.ShouldBe(offers);
    }

    [Fact]
    public async Task Offers_ThatTheServerDoesNotName_AreNotAskedFor()
    {
        Serve("""{"prompts":{}}""", (_, _) => """{"prompts":[]}""");
        var server = _stage.ConnectDirectly();

        var offers = await server.ListOffersAsync(Cancellation);

        offers.Tools.Tools.ShouldBeEmpty();
        Asked().ShouldBe(["prompts/list"]);
    }

    [Fact]
    public async Task Agent_PaysForItsToolsAlone()
    {
        Serve("""{"tools":{},"prompts":{},"resources":{}}""", (_, _) => "{}");
        var server = _stage.ConnectDirectly();

        await server.ListToolsAsync(Cancellation);

        Asked().ShouldBe(["tools/list"]);
    }

    [Theory]
    [InlineData(503, "")]
    [InlineData(200, """{"prompts":7}""")]
    [InlineData(200, "no JSON")]
    public async Task List_ThatFails_CostsItselfAlone(int status, string result)
    {
        Serve(
            """{"tools":{},"prompts":{},"resources":{}}""",
            (method, _) => method == "prompts/list" ? result : """{"resources":[{"uri":"x://1"}],"resourceTemplates":[]}""",
            method => method == "prompts/list" ? status : 200);
        var server = _stage.ConnectDirectly();

        var offers = await server.ListOffersAsync(Cancellation);

        offers.Problems.ShouldHaveSingleItem().ShouldStartWith("its prompts could not be listed: ");
        offers.Resources.ShouldHaveSingleItem();
        offers.Tools.Tools.Count.ShouldBe(2);
        server.Condition.State.ShouldBe(ConnectionState.Connected);
    }

    [Theory]
    [InlineData("notifications/prompts/list_changed")]
    [InlineData("notifications/resources/list_changed")]
    public async Task Change_ThatTheServerTellsOf_IsReadByThoseWhoUseIt(string change)
    {
        _stage.Mcp.HasNotifications = true;
        _stage.Mcp.SessionId = "s-1";
        Serve("""{"tools":{},"prompts":{}}""", (_, _) => """{"prompts":[{"name":"a"}]}""");
        var server = _stage.ConnectDirectly();
        await server.ListOffersAsync(Cancellation);
        await Eventually.TrueAsync(() => _stage.Mcp.Listeners == 1, "the stream of notifications");
        _stage.Clock.Advance(Background.BetweenRefreshes);
        var listed = new TaskCompletionSource();
        server.OffersListed += (_, _) => listed.SetResult();
        var timers = _stage.Clock.PendingTimers;

        await _stage.Mcp.NotifyAsync(change);
        await Eventually.TrueAsync(() => _stage.Clock.PendingTimers > timers, "the refresh to be planned");
        _stage.Clock.Advance(TimeSpan.FromSeconds(1));

        await listed.Task;
        _stage.Mcp.Count("prompts/list").ShouldBe(2);
    }

    private IEnumerable<string> Asked() =>
        _stage.Mcp.Requests.Select(request => request.Method).Where(method => method.EndsWith("/list", StringComparison.Ordinal));

    private void Serve(string capabilities, Func<string, string?, string> answer, Func<string, int>? status = null) => _stage.Mcp.Mood = async (http, method) =>
    {
        if (method != "initialize" && (!method.EndsWith("/list", StringComparison.Ordinal) || method == "tools/list"))
            return false;

        http.Request.Body.Position = 0;
        var request = (await JsonNode.ParseAsync(http.Request.Body))!;
        if (method == "initialize" && _stage.Mcp.SessionId is { } session)
            http.Response.Headers["Mcp-Session-Id"] = session;

        var result = method == "initialize"
            ? $$$"""{"protocolVersion":"2025-06-18","capabilities":{{{capabilities}}},"serverInfo":{"name":"x","version":"1"}}"""
            : answer(method, (string?)request["params"]?["cursor"]);
        http.Response.StatusCode = method == "initialize" ? 200 : status?.Invoke(method) ?? 200;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync($$"""{"jsonrpc":"2.0","id":{{request["id"]!.ToJsonString()}},"result":{{result}}}""");
        return true;
    };
}
