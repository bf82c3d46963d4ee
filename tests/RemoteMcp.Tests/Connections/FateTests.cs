using System.Text.Json.Nodes;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;
using AgentStack.Tests.Shared.Scripted;
using Microsoft.AspNetCore.Http;

namespace AgentStack.RemoteMcp.Tests.Connections;

/// <summary>A call that fails says whether it has run.</summary>
public sealed class FateTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Call_ThatReachesNobody_HasNotRun()
    {
        var server = Connect(new Uri($"http://127.0.0.1:{FreePort.Next()}/mcp"));

        (await FailAsync(server)).HasRun.ShouldBe(false);
        (await FailAsync(server)).HasRun.ShouldBe(false, "it is left alone now");
    }

    [Fact]
    public async Task Call_WhoseConnectionBreaks_MayHaveRun()
    {
        var server = _stage.ConnectDirectly();
        _stage.Mcp.Mood = Cut;

        (await FailAsync(server)).HasRun.ShouldBeNull();
    }

    [Fact]
    public async Task Call_RepeatedInVain_MayHaveRunTheFirstTime()
    {
        await using var host = await ScriptedHost.StartAsync();
        var scripted = host.Add();
        using var gate = new Gate(scripted.Url);
        gate.Open();
        var server = Connect(gate.Before(scripted.Url));
        await server.ListToolsAsync(Cancellation);
        scripted.RefusesAsync = http =>
        {
            gate.Close();
            return Task.FromResult(true);
        };

        var failure = await FailAsync(server);

        failure.Problem.ShouldContain("could not be reached");
        failure.HasRun.ShouldBeNull();
    }

    private RemoteMcpServer Connect(Uri url) => _stage.Connect(("Auth", "None"), ("ConnectTimeout", "00:05:00"), ("Url", url.AbsoluteUri));

    private static async Task<RemoteMcpException> FailAsync(RemoteMcpServer server) => await Should.ThrowAsync<RemoteMcpException>(
        () => server.RequestAsync(
            new RemoteRequest("tools/call", new JsonObject { ["name"] = ScriptedTools.Look }) { IsRepeatable = true }, Cancellation));

    private static Task<bool> Cut(HttpContext http, string method)
    {
        if (method == "tools/call")
            http.Abort();

        return Task.FromResult(method == "tools/call");
    }
}
