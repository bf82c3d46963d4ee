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

        var report = await ReadyAsync(stage);

        State(Server(report, "tools")).ShouldBe("connecting");
        report.GetProperty("ready").GetBoolean().ShouldBeTrue();
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
