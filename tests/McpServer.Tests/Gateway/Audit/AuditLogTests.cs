using System.Security.Cryptography;
using System.Text;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Gateway.Audit;

public sealed class AuditLogTests
{
    private readonly LogRecorder _log = new();

    [Fact]
    public async Task Call_OfAnUpstream_IsOneLineWithEverythingButTheArguments()
    {
        await using var upstream = await OperatedGateway.StartUpstreamAsync(new GatedTools());
        await using var gateway = await StartAsync(("sums", upstream));

        await gateway.PostAsync(Messages.Call("sums___pass", """{"id":"private words"}"""), ("Mcp-Session-Id", "session-1"));

        var line = Lines().ShouldHaveSingleItem();
        line.ShouldStartWith("Information AgentStack.Audit sums___pass (upstream sums, its name pass, arguments sha256:");
        line.ShouldContain(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("""{"id":"private words"}"""))));
        line.ShouldContain("transport answered, rpc ok, tool ok in 0 ms at 2026-11-21T12:00:00");
        line.ShouldContain("session session-1");
        line.ShouldNotContain("private words");
    }

    [Fact]
    public async Task Call_ThatDoesNotGoWell_SaysOnWhichLevel()
    {
        await using var upstream = await OperatedGateway.StartUpstreamAsync(new GatedTools());
        await using var gateway = await StartAsync(("sums", upstream));

        await gateway.CallAsync("sums___fail");
        await gateway.CallAsync("sums___nothing\nforged line");
        await gateway.CallAsync("call_tool", """{"name":"sums___fail"}""");
        await gateway.CallAsync("greet_user", """{"name":"Alice"}""");
        await gateway.CallAsync("greet_user", """{"nome":"Alice"}""");

        Lines().Select(line => line[line.IndexOf("Audit ", StringComparison.Ordinal)..]).ShouldSatisfyAllConditions(
            lines => lines.Count().ShouldBe(5),
            lines => lines.ElementAt(0).ShouldContain("transport answered, rpc ok, tool error"),
            lines => lines.ElementAt(1).ShouldContain("Audit sums___nothing?forged line (upstream -, its name -"),
            lines => lines.ElementAt(1).ShouldContain("transport refused, rpc -32602, tool -"),
            lines => lines.ElementAt(2).ShouldStartWith("Audit sums___fail (upstream sums, its name fail"),
            lines => lines.ElementAt(3).ShouldContain("greet_user (upstream -"),
            lines => lines.ElementAt(3).ShouldContain("transport local, rpc ok, tool ok"),
            lines => lines.ElementAt(4).ShouldContain("transport local, rpc ok, tool error"));
    }

    [Fact]
    public async Task Call_UpstreamDown_IsAFailureOfTheTransport()
    {
        var tools = new GatedTools();
        var upstream = await OperatedGateway.StartUpstreamAsync(tools);
        await using var gateway = await StartAsync(("sums", upstream));
        await gateway.PassAsync("sums");
        await upstream.DisposeAsync();

        await gateway.PassAsync("sums");

        Lines()[^1].ShouldContain("transport failed:");
        Lines()[^1].ShouldContain("rpc ok, tool error");
    }

    [Fact]
    public async Task Call_CallerLeaves_SaysHowFarItCame()
    {
        var tools = new GatedTools();
        await using var upstream = await OperatedGateway.StartUpstreamAsync(tools);
        await using var gateway = await StartAsync(("sums", upstream));
        using var leaving = new CancellationTokenSource();
        var left = gateway.LeaveAsync("sums", "1", leaving.Token);
        await Eventually.TrueAsync(() => tools.Running == 1, "the call");

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(left);
        await Eventually.TrueAsync(() => Lines().Count == 1, "the line");
        Lines()[0].ShouldContain("transport sent, rpc cancelled, tool -");
    }

    [Fact]
    public async Task Call_AuditLogOff_LeavesNoLine()
    {
        await using var server = await RunningServer.StartPlainAsync(builder => builder.Logging.AddProvider(_log));

        await server.CallAsync("greet_user", """{"name":"Alice"}""");

        Lines().ShouldBeEmpty();
    }

    private List<string> Lines() => [.. _log.Lines.Where(line => line.Contains(" AgentStack.Audit ", StringComparison.Ordinal))];

    private Task<RunningServer> StartAsync(params (string Name, RunningServer Server)[] upstreams) => RunningServer.StartPlainAsync(builder =>
    {
        builder.Logging.AddProvider(_log);
        builder.Configuration.AddInMemoryCollection([new("Gateway:Audit", "true")]);
        builder.Configuration.AddInMemoryCollection(upstreams
            .SelectMany(upstream => OperatedGateway.Settings(upstream.Name, upstream.Server))
            .Select(setting => KeyValuePair.Create<string, string?>($"Gateway:{setting.Key}", setting.Value)));
    });
}
