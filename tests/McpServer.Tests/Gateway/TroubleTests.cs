using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
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
    public async Task Upstream_ThatIsCutAndStartsAgain_LosesNoLaterCall()
    {
        await using var host = await ScriptedHost.StartAsync();
        var (bad, good) = (host.Add(ScriptedSession.Stateful), host.Add());
        using var gate = new Gate(host.Root);
        gate.Open();
        var stage = await TroubledGateway.StartAsync(bad, good, gate.Before(bad.Url));
        await using var gateway = stage.Gateway;
        await stage.StartedAsync();

        gate.Close();
        var down = await stage.CallAsync("bad___record", "while it is down");
        bad.Restart();
        gate.Open();
        var up = await stage.CallAsync("bad___record", "after");

        down.ToolText.ShouldContain("The server 'bad' behind this gateway gave no answer.");
        (await stage.ToolsAsync()).ShouldContain("bad___record", "what it listed last is still known");
        up.ToolText.ShouldBe("ran after");
        (bad.Executions.Count("while it is down"), bad.Executions.Count("after")).ShouldBe((0, 1));
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
