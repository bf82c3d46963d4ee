using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Configuration;

namespace AgentStack.McpServer.Tests.Gateway.Reload;

/// <summary>Settings that change while many call: what stays never fails, what goes ends well.</summary>
public sealed class ReloadUnderLoadTests : IAsyncLifetime
{
    private const int Callers = 50;
    private const int Changes = 10;

    private readonly GatewaySettingsFile _file = new();
    private readonly GatedTools _tools = new();
    private RunningServer _upstream = null!;
    private RunningServer _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await OperatedGateway.StartUpstreamAsync(_tools);
        Write(0);
        _gateway = await RunningServer.StartPlainAsync(builder =>
            builder.Configuration.AddInMemoryCollection([new("Gateway:ConfigFile", _file.Path)]));
        await _gateway.PassAsync("stays");
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
        _file.Dispose();
    }

    [Fact]
    public async Task Reload_FiftyCallersAndTenChanges_NoCallFails()
    {
        using var enough = new CancellationTokenSource();
        var callers = Enumerable.Range(0, Callers).Select(i => Task.Run(() => CallOverAndOverAsync($"caller{i}", enough.Token))).ToArray();
        var held = new List<Task<WireAnswer>>();
        for (var change = 1; change <= Changes; change++)
        {
            // A call of each upstream that the change removes or replaces is in flight while it does.
            held.Add(_gateway.WaitAsync($"gen{change - 1}", $"gen{change - 1}"));
            held.Add(_gateway.WaitAsync("moves", $"moves{change - 1}"));
            var inFlight = held.Count;
            await Eventually.TrueAsync(() => _tools.Arrived.Count == inFlight, "the calls in flight");

            Write(change);
            await TakenAsync(change);
            (await _gateway.PassAsync($"gen{change}", "new")).ToolText.ShouldBe("new");
        }

        await enough.CancelAsync();
        var answered = (await Task.WhenAll(callers)).Sum();
        for (var change = 0; change < Changes; change++)
        {
            _tools.Open($"gen{change}");
            _tools.Open($"moves{change}");
        }

        answered.ShouldBeGreaterThan(Callers);
        (await Task.WhenAll(held)).ShouldAllBe(answer => !answer.IsToolError);
        var stays = (await _gateway.StatusAsync("stays"))!["calls"]!;
        ((int)stays["failed"]!, (int)stays["not_sent"]!, (int)stays["rpc_errors"]!).ShouldBe((0, 0, 0));
        ((int)stays["answered"]!).ShouldBeGreaterThanOrEqualTo(answered / 2);
    }

    // One upstream stays, with other limits; one is replaced; one is removed, and another added.
    private void Write(int change) => _file.Write(
        [("stays", _upstream), ("moves", _upstream), ($"gen{change}", _upstream)],
        ("Upstreams:stays:MaxConcurrentCalls", JsonValue.Create(10 + change)),
        ("Upstreams:stays:MaxQueuedCalls", JsonValue.Create(1000)),
        ("Upstreams:moves:ConnectTimeout", JsonValue.Create($"00:00:{20 + change}")));

    private async Task TakenAsync(int change)
    {
        await _gateway.ReadAsync();
        await Eventually.TrueAsync(
            async () => await _gateway.StatusAsync($"gen{change}") is { } added && (int)added["tools"]! > 0
                && await _gateway.StatusAsync($"gen{change - 1}") is null,
            $"change {change}");
    }

    private async Task<int> CallOverAndOverAsync(string caller, CancellationToken enough)
    {
        var answered = 0;
        while (!enough.IsCancellationRequested)
        {
            foreach (var upstream in new[] { "stays", "moves" })
            {
                var id = $"{caller}-{answered++}";
                var answer = await _gateway.PassAsync(upstream, id);
                answer.Text.ShouldContain($"\"{id}\"");
                answer.IsToolError.ShouldBeFalse(answer.Text);
            }
        }

        return answered;
    }
}
