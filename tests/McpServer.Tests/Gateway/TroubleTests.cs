using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;
using AgentStack.Tests.Shared.Scripted;

namespace AgentStack.McpServer.Tests.Gateway;

/// <summary>
/// Every fault of an upstream at every step: whoever calls gets an answer of JSON-RPC that says which server it is and
/// nothing of its inside, the other upstream works all the while, no call runs twice, and what is mended works again.
/// </summary>
public sealed class TroubleTests
{
    private const int Breadth = 6;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private static readonly ScriptedStep[] Steps = [ScriptedStep.Start, ScriptedStep.ListTools, ScriptedStep.CallTool];

    [Theory]
    [InlineData(ScriptedSession.Stateful, ScriptedReply.EventStream, ScriptedRevisions.LatestLegacy)]
    [InlineData(ScriptedSession.Stateless, ScriptedReply.Json, ScriptedRevisions.Legacy)]
    [InlineData(ScriptedSession.Stateless, ScriptedReply.Json, ScriptedRevisions.Modern)]
    public async Task AnyFault_OfOneUpstream_CostsItsOwnToolsAlone(ScriptedSession session, ScriptedReply reply, string revision)
    {
        await using var host = await ScriptedHost.StartAsync();
        var failures = new ConcurrentQueue<string>();
        var cells = Enum.GetValues<ScriptedFault>().Where(fault => fault != ScriptedFault.None)
            .SelectMany(fault => Steps.Select(step => (fault, step)));

        await Parallel.ForEachAsync(
            cells,
            new ParallelOptions { MaxDegreeOfParallelism = Breadth, CancellationToken = Cancellation },
            async (cell, _) =>
            {
                try
                {
                    await RunAsync(host, host.Add(session, reply, revision), cell.fault, cell.step);
                }
                catch (Exception e) when (!Cancellation.IsCancellationRequested)
                {
                    failures.Enqueue($"{cell}: {e.Message.ReplaceLineEndings(" ")}");
                }
            });

        if (!failures.IsEmpty)
            Assert.Fail($"{failures.Count} cells:\n{string.Join('\n', failures.Order())}");
    }

    [Fact]
    public async Task Upstream_ThatIsDown_KeepsItsToolsListedAndFailsTheirCallsAtOnce()
    {
        await using var host = await ScriptedHost.StartAsync();
        var (bad, good) = (host.Add(ScriptedSession.Stateful), host.Add());
        using var gate = new Gate(host.Root);
        gate.Open();
        var stage = await TroubledGateway.StartAsync(bad, good, gate.Before(bad.Url));
        await using var gateway = stage.Gateway;
        await stage.StartedAsync();

        gate.Close();
        var down = await gateway.CallAsync("bad___record", """{"id":"while it is down"}""");
        var listed = await gateway.ToolNamesAsync("bad___");
        bad.Restart();
        gate.Open();

        down.IsToolError.ShouldBeTrue();
        down.ToolText.ShouldStartWith("The server 'bad' behind this gateway gave no answer. ");
        listed.ShouldBe(["bad___look", "bad___record"]);
        (await stage.CallUntilItWorksAsync("bad___record", "after")).ShouldBe("ran after");
        (bad.Executions.Count("while it is down"), bad.Executions.Count("after")).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Upstream_ThatStartsAgain_HasTheCallsThatWaitedForIt()
    {
        await using var host = await ScriptedHost.StartAsync();
        var (bad, good) = (host.Add(), host.Add());
        using var gate = new Gate(host.Root);
        gate.Open();
        var stage = await TroubledGateway.StartAsync(bad, good, gate.Before(bad.Url), patience: TimeSpan.FromMinutes(5));
        await using var gateway = stage.Gateway;
        await stage.StartedAsync();
        gate.Close();

        // A connection that was open is found broken by a call that may have run: only what may run again is sent again.
        var waiting = Enumerable.Range(0, 20).Select(i => gateway.CallAsync("bad___look", $$"""{"id":"{{i}}"}""")).ToArray();
        await Eventually.TrueAsync(() => stage.Clock.Timers.Count(wait => wait <= TimeSpan.FromMinutes(1)) >= waiting.Length, "the calls that wait");
        gate.Open();
        await stage.PassTimeAsync(Task.WhenAll(waiting));

        foreach (var (i, call) in waiting.Index())
        {
            (await call).ToolText.ShouldBe($"ran {i}");
            bad.Executions.Count($"{i}").ShouldBe(1);
        }
    }

    private static async Task RunAsync(ScriptedHost host, ScriptedServer bad, ScriptedFault fault, ScriptedStep step)
    {
        var good = host.Add();
        if (step != ScriptedStep.CallTool)
            bad.Break(fault, step);

        var stage = await TroubledGateway.StartAsync(bad, good, bad.Url);
        await using var gateway = stage.Gateway;
        await stage.StartedAsync();
        if (step == ScriptedStep.CallTool)
            bad.Break(fault, step);

        var meanwhile = gateway.CallAsync("bad___record", """{"id":"meanwhile"}""");
        (await gateway.CallAsync("good___record", """{"id":"beside"}""")).ToolText.ShouldBe("ran beside");
        Judge(await stage.PassTimeAsync(meanwhile));

        bad.Mend();
        await stage.SettleAsync();
        (await stage.CallUntilItWorksAsync("bad___record", "later")).ShouldBe("ran later");
        good.Executions.Count("beside").ShouldBe(1);
        bad.Executions.Count("meanwhile").ShouldBeLessThanOrEqualTo(1);
        bad.Executions.Count("later").ShouldBe(1);
    }

    private static void Judge(WireAnswer answer)
    {
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Text.ShouldNotContain(ScriptedFaults.InnerWords);
        answer.Text.ShouldNotContain("127.0.0.1");
        var text = answer.Json["error"] is JsonObject error ? (string)error["message"]! : answer.ToolText;
        if (answer.Json["error"] is not null || answer.IsToolError)
            text.ShouldContain("'bad'");
    }
}
