using System.Collections.Concurrent;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared.Scripted;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Tests.Matrix;

/// <summary>
/// Every trouble at every step, on every kind of server: no request hangs, no call is lost or run twice, the error says
/// what happened and what to do, and after the trouble the same client works again.
/// </summary>
public sealed class FaultMatrixTests(MatrixWorld world) : IClassFixture<MatrixWorld>
{
    private const int Breadth = 8;
    private const int Attempts = 8;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. Profiles.All.Select(profile => profile.ToString())];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AnyTrouble_OnAServerOfThisKind_EndsAsItShouldAndIsOverWhenItIsMended(string kind)
    {
        var failures = new ConcurrentQueue<string>();
        var cells = Cell.Of(Profiles.All.Single(profile => profile.ToString() == kind));

        await Parallel.ForEachAsync(
            cells,
            new ParallelOptions { MaxDegreeOfParallelism = Breadth, CancellationToken = Cancellation },
            async (cell, _) =>
            {
                try
                {
                    await RunAsync(cell);
                }
                catch (Exception e) when (!Cancellation.IsCancellationRequested)
                {
                    failures.Enqueue($"{cell}: {e.Message.ReplaceLineEndings(" ")}");
                }
            });

        if (!failures.IsEmpty)
            Assert.Fail($"{failures.Count} cells of {kind}:\n{string.Join('\n', failures.Order())}");
    }

    private async Task RunAsync(Cell cell)
    {
        await using var stage = new CellStage(world, cell);
        if (cell.Tool is not null)
        {
            var listed = await stage.EndAsync(stage.Client.ListToolsAsync(Cancellation));
            listed.ShouldContain(tool => tool.Name == cell.Tool && tool.IsRepeatable == (cell.Tool == ScriptedTools.Look));
        }

        cell.Trouble.Begin(stage);
        var failure = await TryAsync(stage, cell.Tool is null ? null : Tool(cell.Tool), "meanwhile");
        Judge(cell, failure);
        Count(cell, stage, "meanwhile", failure);

        cell.Trouble.End(stage);
        await stage.SettleAsync();
        await RecoverAsync(cell, stage);
    }

    private static void Judge(Cell cell, RemoteMcpException? failure)
    {
        var expected = Expected.Of(cell);
        if (expected.Succeeds is { } succeeds && succeeds != failure is null)
            Assert.Fail(failure is null ? "It succeeded" : $"It failed: {failure.Problem}");

        if (failure is null)
            return;

        Expected.Steps(cell.Trouble).ShouldContain(failure.Step);
        failure.Problem.ShouldHoldOneOf(expected.Problem);
        failure.Remedy.ShouldHoldOneOf(expected.Remedy);
        failure.Message.ShouldNotContain(ScriptedFaults.InnerWords);
    }

    // What succeeded was run once; what failed at most once, unless the tool says that it may be repeated.
    private static void Count(Cell cell, CellStage stage, string id, RemoteMcpException? failure)
    {
        var runs = stage.Server.Executions.Count(id);
        if (cell.Tool is null)
            return;

        runs.ShouldBeLessThanOrEqualTo(cell.Tool == ScriptedTools.Look ? 2 : 1, "runs");
        if (failure is null)
            runs.ShouldBeGreaterThan(0, "runs");
    }

    private static async Task RecoverAsync(Cell cell, CellStage stage)
    {
        for (var attempt = 1; ; attempt++)
        {
            var id = $"after-{attempt}";
            var failure = await TryAsync(stage, tool: null, id) ?? await TryAsync(stage, Tool(ScriptedTools.Record), id);
            stage.Server.Executions.Count(id).ShouldBeLessThanOrEqualTo(1, "runs afterwards");
            if (failure is null)
                break;

            if (attempt == Attempts)
                Assert.Fail($"It did not recover: {failure.Problem}");

            stage.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        stage.Client.Condition.ShouldSatisfyAllConditions(
            condition => condition.State.ShouldBe(ConnectionState.Connected),
            condition => condition.Cause.ShouldBeNull(),
            condition => condition.NegotiatedProtocol.ShouldBe(cell.Profile.Revision));
    }

    /// <summary>Lists the tools, or calls the one that is named.</summary>
    private static async Task<RemoteMcpException?> TryAsync(CellStage stage, RemoteTool? tool, string id)
    {
        try
        {
            if (tool is null)
                (await stage.EndAsync(stage.Client.ListToolsAsync(Cancellation))).Count.ShouldBeGreaterThan(0);
            else
                await CallAsync(stage, tool, id);

            return null;
        }
        catch (RemoteMcpException e)
        {
            return e;
        }
    }

    private static async Task CallAsync(CellStage stage, RemoteTool tool, string id)
    {
        var arguments = new Dictionary<string, object?> { ["id"] = id };
        var result = await stage.EndAsync(stage.Client.CallToolAsync(tool, arguments, Cancellation));
        result.IsError.ShouldNotBe(true);
        var text = result.Content.ShouldHaveSingleItem().ShouldBeOfType<TextContentBlock>().Text;
        (text == $"ran {id}" || text.Length > 1000).ShouldBeTrue(text);
    }

    private static RemoteTool Tool(string name) =>
        new("tools", name, "", default) { IsRepeatable = name == ScriptedTools.Look };
}
