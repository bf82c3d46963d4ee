using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;

namespace AgentStack.EndToEnd.Tests;

/// <summary>One session through several agent processes on one redis.</summary>
public sealed class SharedSessionTests
{
    private const string Session = "the-one-session-of-two-processes-0001";

    [Fact]
    public async Task Session_ThroughTwoProcessesWithAKillInBetween_LosesAndDoublesNothing()
    {
        await using var stack = await SeveralAgents.StartAsync();
        var one = await stack.AddAsync();
        var two = await stack.AddAsync();
        stack.Aws.Model.Enqueue(
            new ModelReply().Call("echo", new { text = "a" }),
            new ModelReply().Say("after the tool"),
            new ModelReply().Say("second answer"));
        await one.AskAsync(Session, "first");
        await two.AskAsync(Session, "second");

        stack.Aws.Model.Enqueue(new ModelReply().Say("lost ").Hang());
        var asked = stack.Aws.Model.Requests.Count;
        var lost = one.AskAsync(Session, "lost");
        await Eventually.TrueAsync(() => stack.Aws.Model.Requests.Count == asked + 1, "the model to be asked");
        await one.KillAsync();
        await Should.ThrowAsync<Exception>(lost);

        var three = await stack.AddAsync();
        stack.Aws.Model.Enqueue(new ModelReply().Say("third answer"), new ModelReply().Say("fourth answer"));
        await two.AskAsync(Session, "third");
        (await three.AskAsync(Session, "fourth")).GetProperty("result").GetString().ShouldBe("fourth answer");

        Texts(stack.Aws.Model.Requests[^1].Body).ShouldBe([
            "first", "after the tool", "second", "second answer", "third", "third answer", "fourth",
        ]);
    }

    [Fact]
    public async Task Session_InTwoProcessesAtOnce_KeepsOneTurnAndTellsTheOther()
    {
        await using var stack = await SeveralAgents.StartAsync();
        var one = await stack.AddAsync();
        var two = await stack.AddAsync();
        var gate = new TaskCompletionSource();
        stack.Aws.Model.Enqueue(new ModelReply().WaitFor(gate.Task).Say("one"), new ModelReply().WaitFor(gate.Task).Say("two"));

        var first = one.AskAsync(Session, "from one");
        await Eventually.TrueAsync(() => stack.Aws.Model.Requests.Count == 1, "the first to ask the model");
        var second = two.AskAsync(Session, "from two");
        await Eventually.TrueAsync(() => stack.Aws.Model.Requests.Count == 2, "the second to ask the model");
        gate.SetResult();
        JsonElement[] answers = [await first, await second];

        answers.Count(answer => answer.GetProperty("warnings").GetRawText().Contains("another process", StringComparison.Ordinal)).ShouldBe(1);
        stack.Aws.Model.Enqueue(new ModelReply().Say("three"));
        await two.AskAsync(Session, "and now?");
        Texts(stack.Aws.Model.Requests[^1].Body).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Approval_AskedForInOneProcess_IsGivenInAnother()
    {
        await using var stack = await SeveralAgents.StartAsync();
        var one = await stack.AddAsync(("Policy__Ask", "echo"));
        stack.Aws.Model.Enqueue(new ModelReply().Call("echo", new { text = "a" }, "call-a"), new ModelReply().Say("Done."));
        var waiting = await one.AskAsync(Session, "do it");
        waiting.GetProperty("approvals")[0].GetProperty("id").GetString().ShouldBe("call-a");
        await one.KillAsync();

        var two = await stack.AddAsync(("Policy__Ask", "echo"));
        var answer = await two.ApproveAsync(Session, "call-a");

        answer.GetProperty("result").GetString().ShouldBe("Done.");
        stack.Mcp.Count("tools/call").ShouldBe(1);
        (await two.ApproveAsync(Session, "call-a")).GetProperty("error_type").GetString().ShouldBe("nothing_to_approve");
    }

    [Fact]
    public async Task Kill_WhileAnApprovedCallRuns_NeverRunsItTwice()
    {
        await using var stack = await SeveralAgents.StartAsync();
        stack.Mcp.Hang = _ => true;
        var one = await stack.AddAsync(("Policy__Ask", "echo"));
        stack.Aws.Model.Enqueue(new ModelReply().Call("echo", new { text = "a" }, "call-a"), new ModelReply().Say("I do not know."));
        await one.AskAsync(Session, "do it");
        var deciding = one.ApproveAsync(Session, "call-a");
        await Eventually.TrueAsync(() => stack.Mcp.Count("tools/call") == 1, "the call to arrive");
        await one.KillAsync();
        await Should.ThrowAsync<Exception>(deciding);

        var two = await stack.AddAsync(("Policy__Ask", "echo"));
        (await two.ApproveAsync(Session, "call-a")).GetProperty("error_type").GetString().ShouldBe("nothing_to_approve");
        (await two.AskAsync(Session, "did it run?")).GetProperty("result").GetString().ShouldBe("I do not know.");

        stack.Aws.Model.Requests[^1].Body.GetRawText().ShouldContain("may have run or not");
        stack.Mcp.Count("tools/call").ShouldBe(1);
    }

    [Fact]
    public async Task Term_InMidTool_LetsTheTurnEndAndTheNextProcessGoesOn()
    {
        await using var stack = await SeveralAgents.StartAsync();
        var gate = new TaskCompletionSource();
        stack.Mcp.Mood = async (_, method) =>
        {
            if (method == "tools/call")
                await gate.Task;

            return false;
        };
        var one = await stack.AddAsync();
        stack.Aws.Model.Enqueue(new ModelReply().Call("echo", new { text = "a" }), new ModelReply().Say("It is done."));
        var asking = one.AskAsync(Session, "do it");
        await Eventually.TrueAsync(() => stack.Mcp.Count("tools/call") == 1, "the call to arrive");

        await one.Process.SignalAsync("TERM");
        await one.Process.WaitForTextAsync("Stopping: 1");
        gate.SetResult();
        (await asking).GetProperty("result").GetString().ShouldBe("It is done.");
        (await one.Process.WaitForExitAsync()).ExitCode.ShouldBe(0);

        var two = await stack.AddAsync();
        stack.Aws.Model.Enqueue(new ModelReply().Say("As I said."));
        await two.AskAsync(Session, "and?");
        Texts(stack.Aws.Model.Requests[^1].Body).ShouldBe(["do it", "It is done.", "and?"]);
    }

    private static List<string> Texts(JsonElement request) =>
    [
        .. request.GetProperty("messages").EnumerateArray()
            .SelectMany(message => message.GetProperty("content").EnumerateArray())
            .Where(block => block.TryGetProperty("text", out _))
            .Select(block => block.GetProperty("text").GetString()!),
    ];
}
