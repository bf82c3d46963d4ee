using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Turns;

/// <summary>A tool that says how far it is while it runs.</summary>
public sealed class ProgressTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Progress_OfAToolThatReportsIt_IsToldBetweenItsCallAndItsResult()
    {
        Report(new JsonObject { ["progress"] = 1, ["total"] = 4, ["message"] = "began" });

        var events = await AskAsync();

        events.Select(turnEvent => turnEvent.Type()).Take(3).ShouldBe(["tool_call", "tool_progress", "tool_result"]);
        var progress = events[1];
        progress.GetProperty("id").GetString().ShouldBe("call-1");
        progress.GetProperty("tool").GetString().ShouldBe("echo");
        progress.GetProperty("progress").GetDouble().ShouldBe(1);
        progress.GetProperty("total").GetDouble().ShouldBe(4);
        progress.GetProperty("message").GetString().ShouldBe("began");
    }

    [Fact]
    public async Task Progress_WithoutATotal_LeavesItOut()
    {
        Report(new JsonObject { ["progress"] = 0.5 });

        var progress = (await AskAsync())[1];

        progress.TryGetProperty("total", out _).ShouldBeFalse();
        progress.TryGetProperty("message", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Progress_ReportedAThousandTimesAtOnce_IsToldOnce()
    {
        Report([.. Enumerable.Range(1, 1000).Select(step => new JsonObject { ["progress"] = step, ["total"] = 1000 })]);

        (await AskAsync()).Count(turnEvent => turnEvent.Type() == "tool_progress").ShouldBe(1);
    }

    [Fact]
    public async Task Progress_BeyondAllNumbers_IsPassedOverAndTheCallAnswered()
    {
        Report(JsonNode.Parse("""{"progress":1e999}""")!.AsObject());

        var events = await AskAsync();

        events.ShouldNotContain(turnEvent => turnEvent.Type() == "tool_progress");
        events.Single(turnEvent => turnEvent.Type() == "tool_result").GetProperty("is_error").GetBoolean().ShouldBeFalse();
    }

    private async Task<List<JsonElement>> AskAsync()
    {
        _stage.Model.Enqueue(
            new ModelReply().Call("echo", new { text = "a" }, "call-1"),
            new ModelReply().Say("Done."));
        using var response = await _stage.AskAsync("go", isStream: true);
        return await response.ReadEventsAsync();
    }

    private void Report(params JsonObject[] reports) => _stage.Mcp.Mood = async (http, method) =>
    {
        if (method != "tools/call")
            return false;

        var call = _stage.Mcp.Messages.Last(message => message["method"]?.ToString() == "tools/call");
        foreach (var report in reports)
        {
            report["progressToken"] = call["params"]!["_meta"]!["progressToken"]!.DeepClone();
            await FakeMcpServer.WriteEventAsync(http, new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["method"] = "notifications/progress",
                ["params"] = report,
            });
        }

        await FakeMcpServer.WriteEventAsync(http, FakeMcpServer.Reply(call["id"], FakeMcpServer.Text("done")));
        return true;
    };
}
