using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AgentStack.McpServer;
using AgentStack.Tests.Shared;
using AgentStack.Tests.Shared.Scripted;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>One of two upstreams is killed and comes back while many call both: each call ends once, and says what became of it.</summary>
public sealed class KilledUpstreamTests
{
    private const int Clients = 50;
    private const int CallsOfAClient = 40;
    private const int Back = 30;
    private const string Steady = "steady";
    private const string Fragile = "fragile";
    private const string NotRun = "was not run";
    private const string MaybeRun = "may have run";

    [Fact]
    public async Task Upstream_KilledAndStartedAgain_NoCallIsLostOrDoubled()
    {
        await using var host = await ScriptedHost.StartAsync();
        var (steady, fragile) = (host.Add(), host.Add(ScriptedSession.Stateful));
        using var gate = new Gate(fragile.Url);
        gate.Open();
        await using var gateway = McpServerApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(
                GatewaySettings.Before(new Dictionary<string, Uri> { [Steady] = steady.Url, [Fragile] = gate.Before(fragile.Url) }));
            // Calls that could wait for it to come back are to fail instead, and to say why.
            builder.Configuration.AddInMemoryCollection([new($"Gateway:Upstreams:{Fragile}:RestartPatience", "00:00:00")]);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
        });
        await gateway.StartAsync(TestContext.Current.CancellationToken);
        var address = new Uri(new Uri(gateway.Urls.First()), "/mcp");
        await GatewaySettings.WaitForToolsOfAsync(address, [Steady, Fragile]);

        var outage = new Outage(gate, fragile);
        var calls = new ConcurrentBag<(string Id, int Number, string Upstream, string Tool, bool IsError, string Text)>();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => TalkAsync(address, client, outage, calls)));

        calls.Count.ShouldBe(Clients * CallsOfAClient);
        calls.Select(call => call.Id).Distinct().Count().ShouldBe(calls.Count);
        calls.Where(call => !call.IsError).ShouldAllBe(call => call.Text == $"ran {call.Id}");
        calls.Where(call => call.Upstream == Steady).ShouldAllBe(call => !call.IsError && steady.Executions.Count(call.Id) == 1);

        var failed = calls.Where(call => call.IsError).ToList();
        failed.ShouldNotBeEmpty();
        failed.ShouldAllBe(call => call.Text.Contains(NotRun) || call.Text.Contains(MaybeRun));
        failed.Where(call => call.Text.Contains(NotRun)).ShouldAllBe(call => fragile.Executions.Count(call.Id) == 0);
        var recorded = calls.Where(call => call.Upstream == Fragile && call.Tool == ScriptedTools.Record).ToList();
        recorded.Where(call => !call.IsError).ShouldAllBe(call => fragile.Executions.Count(call.Id) == 1);
        recorded.ShouldAllBe(call => fragile.Executions.Count(call.Id) <= 1);
        calls.Count(call => call.Upstream == Fragile && call.Number > Back).ShouldBe(Clients * (CallsOfAClient - Back) / 2);
        calls.Where(call => call.Number >= Back).ShouldAllBe(call => !call.IsError);
    }

    private static async Task TalkAsync(
        Uri gateway, int client, Outage outage, ConcurrentBag<(string, int, string, string, bool, string)> calls)
    {
        await using var visitor = await SdkVisitor.ConnectAsync(gateway, client % 2 == 0 ? "2026-07-28" : "2025-11-25");
        for (var number = 0; number < CallsOfAClient; number++)
        {
            await outage.PassAsync(number, () => IsBackAsync(visitor));
            var id = $"{client}-{number}";
            var upstream = number % 2 == 0 ? Steady : Fragile;
            var tool = number % 4 < 2 ? ScriptedTools.Record : ScriptedTools.Look;
            var (isError, text) = await CallAsync(visitor, GatewaySettings.NameOf(upstream, tool), id);
            calls.Add((id, number, upstream, tool, isError, text));
        }
    }

    private static async Task<bool> IsBackAsync(SdkVisitor visitor) =>
        !(await CallAsync(visitor, GatewaySettings.NameOf(Fragile, ScriptedTools.Look), "is it back")).IsError;

    private static async Task<(bool IsError, string Text)> CallAsync(SdkVisitor visitor, string tool, string id)
    {
        var result = await visitor.AskAsync(Ask.Tool(tool, new JsonObject { ["id"] = id }));
        return ((bool?)result["isError"] ?? false, (string)result["content"]![0]!["text"]!);
    }

    /// <summary>By the count of calls: killed while the clients are at their tenth call, back when all are at their thirtieth.</summary>
    private sealed class Outage(Gate gate, ScriptedServer server)
    {
        private const int Killed = 10;

        private readonly TaskCompletionSource _isBack = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _atKilled;
        private int _atBack;

        /// <summary>Before each call of each client. The last to come restarts the server; the others wait for it to be seen.</summary>
        public async Task PassAsync(int number, Func<Task<bool>> isBackAsync)
        {
            if (number == Killed && Interlocked.Increment(ref _atKilled) == Clients / 2)
            {
                gate.Close();
                server.Restart();
            }

            if (number != Back)
                return;

            if (Interlocked.Increment(ref _atBack) == Clients)
            {
                gate.Open();
                await Eventually.TrueAsync(isBackAsync, "the upstream that was started again");
                _isBack.SetResult();
            }

            await _isBack.Task;
        }
    }
}
