using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Turns;

public sealed class LimitTests
{
    private static readonly string[] Texts = ["1", "2", "3", "4"];

    [Fact]
    public async Task MaxToolCalls_InTheMiddleOfAnAnswer_LeavesTheOthersUnrunAndHasTheModelAnswer()
    {
        await using var stage = await Stage.StartAsync(("Turns:MaxToolCalls", "3"));
        stage.Model.Enqueue(Calls(Texts), new ModelReply().Say("Three is what I have."));

        using var response = await stage.AskAsync("hi");

        var reply = await response.ReadJsonAsync();
        stage.Mcp.Count("tools/call").ShouldBe(3);
        reply.GetProperty("tool_calls").EnumerateArray().Count(call => call.GetProperty("is_error").GetBoolean()).ShouldBe(1);
        reply.GetProperty("result").GetString().ShouldBe("Three is what I have.");
        reply.GetProperty("warnings")[0].GetProperty("message").GetString()!.ShouldContain("Turns:MaxToolCalls");
        LastText(stage).ShouldContain("Answer now");
    }

    [Fact]
    public async Task MaxTokens_UsedUpByOneCall_HasTheModelAnswer()
    {
        await using var stage = await Stage.StartAsync(("Turns:MaxTokens", "1"));
        stage.Model.Enqueue(Calls("1"), new ModelReply().Say("That is all."));

        using var response = await stage.AskAsync("hi");

        var reply = await response.ReadJsonAsync();
        reply.GetProperty("result").GetString().ShouldBe("That is all.");
        reply.GetProperty("warnings")[0].GetProperty("message").GetString()!.ShouldContain("Turns:MaxTokens");
        stage.Model.Requests[1].Body.TryGetProperty("toolConfig", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task MaxParallelTools_OfManyCalls_RunsSoManyAtOnce()
    {
        await using var stage = await Stage.StartAsync(("Turns:MaxParallelTools", "2"));
        var (running, most, counting) = (0, 0, new Lock());
        var gate = new TaskCompletionSource();
        stage.Mcp.Mood = async (_, method) =>
        {
            if (method != "tools/call")
                return false;

            lock (counting)
                most = Math.Max(most, ++running);

            await gate.Task;
            lock (counting)
                running--;

            return false;
        };
        stage.Model.Enqueue(Calls(Texts), new ModelReply().Say("Done."));

        var asking = stage.AskAsync("hi");
        await Eventually.TrueAsync(() => Volatile.Read(ref most) == 2, "two calls to arrive");
        gate.SetResult();

        (await (await asking).ReadJsonAsync()).GetProperty("tool_calls").GetArrayLength().ShouldBe(4);
        most.ShouldBe(2);
    }

    [Fact]
    public async Task ToolTimeout_OfOneOfTwo_TellsTheModelAndKeepsTheOther()
    {
        await using var stage = await Stage.StartAsync(("Turns:ToolTimeout", "00:00:10"));
        HangCallsOf(stage, "slow");
        stage.Model.Enqueue(Calls("quick", "slow"), new ModelReply().Say("One of two."));

        var asking = stage.AskAsync("hi", isStream: true);
        await Eventually.TrueAsync(() => stage.Mcp.Count("tools/call") == 2, "both calls to arrive");
        await Eventually.TrueAsync(() => stage.Log.Lines.Any(line => line.Contains("Tool echo: ok", StringComparison.Ordinal)), "the quick one");
        stage.Clock.Advance(TimeSpan.FromSeconds(11));

        using var response = await asking;
        var results = (await response.ReadEventsAsync()).Where(each => each.Type() == "tool_result").ToList();
        results.Select(each => each.GetProperty("is_error").GetBoolean()).ShouldBe([false, true]);
        results[1].GetProperty("output").GetString()!.ShouldContain("Turns:ToolTimeout");
    }

    [Fact]
    public async Task Timeout_WhileAToolRuns_HasTheModelAnswerInTheTimeForThat()
    {
        await using var stage = await Stage.StartAsync(("Turns:Timeout", "00:00:30"), ("Turns:AnswerTime", "00:00:20"));
        HangCallsOf(stage, "slow");
        stage.Model.Enqueue(Calls("slow"), new ModelReply().Say("The tool took too long."));

        var asking = stage.AskAsync("hi");
        await Eventually.TrueAsync(() => stage.Mcp.Count("tools/call") == 1, "the call to arrive");
        stage.Clock.Advance(TimeSpan.FromSeconds(31));

        using var response = await asking;
        var reply = await response.ReadJsonAsync();
        reply.GetProperty("result").GetString().ShouldBe("The tool took too long.");
        reply.GetProperty("warnings")[0].GetProperty("message").GetString()!.ShouldContain("Turns:Timeout");
    }

    [Fact]
    public async Task Queue_WithMoreTurnsThanMayWait_RefusesTheNext()
    {
        await using var stage = await Stage.StartAsync(("Conversations:MaxWaiting", "0"));
        var gate = new TaskCompletionSource();
        stage.Model.Enqueue(new ModelReply().WaitFor(gate.Task).Say("first"));

        var first = stage.AskAsync("one", "same");
        await Eventually.TrueAsync(() => stage.Model.Requests.Count == 1, "the first to begin");
        using var second = await stage.AskAsync("two", "same");
        gate.SetResult();

        (await second.ReadJsonAsync()).GetProperty("error_type").GetString().ShouldBe("session_busy");
        (await (await first).ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("first");
    }

    private static ModelReply Calls(params string[] texts) =>
        texts.Aggregate(new ModelReply(), (reply, text) => reply.Call("echo", new { text }, $"call-{text}"));

    private static void HangCallsOf(Stage stage, string text) => stage.Mcp.Hang = arguments => arguments["text"]?.ToString() == text;

    private static string LastText(Stage stage) =>
        stage.Model.Requests[^1].Body.GetProperty("messages").EnumerateArray().Last().GetRawText();
}
