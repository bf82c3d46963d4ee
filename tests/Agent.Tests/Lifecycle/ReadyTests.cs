using System.Net;
using System.Text.Json;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Tests.Turns;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Lifecycle;

public sealed class ReadyTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_TellsTheModelTheStoreAndEachServer()
    {
        await using var stage = await Stage.StartAsync(
            ("McpServers:down:Url", "http://127.0.0.1:9/mcp"), ("McpServers:down:Auth", "None"), ("Model:Id", "a-model"));
        var report = await ReadyAsync(stage);
        while (report.GetProperty("mcp_servers").EnumerateArray().Any(IsPending))
        {
            await Task.Yield();
            report = await ReadyAsync(stage);
        }

        report.GetProperty("ready").GetBoolean().ShouldBeTrue();
        report.GetProperty("state").GetString().ShouldBe("serving");
        report.GetProperty("model").GetProperty("id").GetString().ShouldBe("a-model");
        report.GetProperty("store").GetProperty("kind").GetString().ShouldBe("Memory");
        var tools = Server(report, "tools");
        State(tools).ShouldBe("connected");
        tools.GetProperty("tools").GetInt32().ShouldBe(2);
        tools.GetProperty("since").GetInt64().ShouldBe(stage.Clock.GetUtcNow().ToUnixTimeSeconds());
        var down = Server(report, "down");
        State(down).ShouldBe("connecting");
        down.GetProperty("failure").GetString()!.ShouldContain("http://127.0.0.1:9");
    }

    [Fact]
    public async Task Ready_TellsHowTheStoreFailedLast()
    {
        await using var stage = await Stage.StartAsync(new FailingStore(new ConversationStoreException("The disk is full.")));
        stage.Model.Enqueue(new ModelReply().Say("Hello"));
        using var answer = await stage.AskAsync("hi");
        await answer.Content.ReadAsStringAsync(Cancellation);
        var store = (await ReadyAsync(stage)).GetProperty("store");

        store.GetProperty("failure").GetString().ShouldBe("The disk is full.");
        store.GetProperty("since").GetInt64().ShouldBe(stage.Clock.GetUtcNow().ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Ready_KeepsSinceWhileTheStateStaysAndTellsWhenItTurns()
    {
        await using var stage = await Stage.StartAsync(("Tools:RefreshAfter", "00:01:00"));
        await ConnectedAsync(stage);
        var began = stage.Clock.GetUtcNow().ToUnixTimeSeconds();

        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        await RefreshAsync(stage, server => server.GetProperty("asked_at").GetInt64() == began + 120);
        var before = Server(await ReadyAsync(stage), "tools");
        stage.Mcp.Mood = (http, _) =>
        {
            http.Response.StatusCode = 500;
            return Task.FromResult(true);
        };
        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        await RefreshAsync(stage, server => State(server) == "degraded");
        var after = Server(await ReadyAsync(stage), "tools");

        before.GetProperty("since").GetInt64().ShouldBe(began);
        after.GetProperty("since").GetInt64().ShouldBe(began + 240);
        after.GetProperty("tools").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Ready_WhileAServerHangs_AnswersAtOnce()
    {
        await using var mcp = await FakeMcpServer.StartAsync();
        mcp.Mood = async (http, _) =>
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        await using var stage = await Stage.StartAsync(("McpServers:tools:Url", mcp.Url.AbsoluteUri));

        await Eventually.TrueAsync(() => mcp.Requests.Count > 0, "the server to be asked");
        var report = await ReadyAsync(stage);

        State(Server(report, "tools")).ShouldBe("connecting");
        report.GetProperty("ready").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Ready_TellsTheRevisionAndTheToolsThatAreLeftOut()
    {
        await using var mcp = await FakeMcpServer.StartAsync();
        mcp.Tools.Add(new System.Text.Json.Nodes.JsonObject { ["name"] = "odd", ["inputSchema"] = 7 });
        await using var stage = await Stage.StartAsync(
            ("McpServers:tools:Url", mcp.Url.AbsoluteUri), ("McpServers:tools:Tools:Deny:0", "look"));
        await ConnectedAsync(stage);

        var server = Server(await ReadyAsync(stage), "tools");

        server.GetProperty("tools").GetInt32().ShouldBe(1);
        server.GetProperty("protocol").GetString().ShouldBe("2025-06-18");
        server.GetProperty("server").GetString().ShouldBe("fake 1");
        server.GetProperty("left_out_count").GetInt32().ShouldBe(2);
        server.GetProperty("left_out").EnumerateArray().Select(tool => tool.GetProperty("tool").GetString()).ShouldBe(["look", "odd"]);
        server.GetProperty("left_out")[1].GetProperty("reason").GetString()!.ShouldContain("schema");
    }

    [Fact]
    public async Task Ready_WithARequiredServer_WaitsForItAndForgivesItAMinute()
    {
        await using var mcp = await FakeMcpServer.StartAsync();
        var isDown = true;
        mcp.Mood = (http, _) =>
        {
            if (!Volatile.Read(ref isDown))
                return Task.FromResult(false);

            http.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        await using var stage = await Stage.StartAsync(
            ("McpServers:tools:Url", mcp.Url.AbsoluteUri), ("McpServers:tools:Required", "true"), ("Tools:RefreshAfter", "00:01:00"));

        (await StatusAsync(stage)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        await UntilAsync(stage, report => Server(report, "tools").TryGetProperty("retry_at", out _));
        Volatile.Write(ref isDown, false);
        stage.Clock.Advance(TimeSpan.FromSeconds(2));
        await UntilAsync(stage, report => State(Server(report, "tools")) == "connected");
        (await StatusAsync(stage)).ShouldBe(HttpStatusCode.OK);

        Volatile.Write(ref isDown, true);
        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        stage.Model.Enqueue(new ModelReply().Say("Hello"));
        using (await stage.AskAsync("hi"))
            await UntilAsync(stage, report => State(Server(report, "tools")) == "degraded");
        (await StatusAsync(stage)).ShouldBe(HttpStatusCode.OK);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));

        (await StatusAsync(stage)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var response = await stage.Http.GetAsync("/health/ready", Cancellation);
        (await response.ReadJsonAsync()).GetProperty("waits_for")[0].GetString().ShouldBe("tools");
    }

    private static async Task<HttpStatusCode> StatusAsync(Stage stage)
    {
        using var response = await stage.Http.GetAsync("/health/ready", Cancellation);
        return response.StatusCode;
    }

    private static async Task UntilAsync(Stage stage, Func<JsonElement, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            using var response = await stage.Http.GetAsync("/health/ready", patience.Token);
            if (isSo(await response.ReadJsonAsync()))
                return;
        }
    }

    private static bool IsPending(JsonElement server) => State(server) is "idle" or "connecting" && !server.TryGetProperty("failure", out _);

    private static string State(JsonElement server) => server.GetProperty("state").GetString()!;

    private static JsonElement Server(JsonElement report, string name) =>
        report.GetProperty("mcp_servers").EnumerateArray().Single(server => server.GetProperty("name").GetString() == name);

    private static async Task<JsonElement> ReadyAsync(Stage stage)
    {
        using var response = await stage.Http.GetAsync("/health/ready", Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.ReadJsonAsync();
    }

    private static Task ConnectedAsync(Stage stage) => RefreshAsync(stage, server => State(server) == "connected");

    // A turn asks for the tools, and so has them listed again when they have aged.
    private static async Task RefreshAsync(Stage stage, Func<JsonElement, bool> until)
    {
        while (!until(Server(await ReadyAsync(stage), "tools")))
        {
            stage.Model.Enqueue(new LocalAws.Bedrock.Scripting.ModelReply().Say("Hello"));
            using var response = await stage.AskAsync("hi");
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }
}
