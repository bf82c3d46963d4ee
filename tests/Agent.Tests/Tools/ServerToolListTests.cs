using AgentStack.Agent.Tools;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.Agent.Tests.Tools;

public sealed class ServerToolListTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Servers_ThatHangAtStart_CostTheOthersNothing()
    {
        await using var hanging = await FakeMcpServer.StartAsync();
        hanging.Mood = async (http, _) =>
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        await using var stage = await Stage.StartAsync(("McpServers:slow:Url", hanging.Url.AbsoluteUri), ("McpServers:slow:Auth", "None"));
        var catalog = stage.App.Services.GetRequiredService<ToolCatalog>();
        await Eventually.TrueAsync(() => hanging.Requests.Count > 0 && Known(catalog, "tools") is { Tools.Count: 2 }, "the other server");

        var turn = catalog.GetAsync(Cancellation);
        await Eventually.TrueAsync(
            () =>
            {
                stage.Clock.Advance(TimeSpan.FromSeconds(5));
                return turn.IsCompleted;
            },
            "the turn's patience to end");

        (await turn).Tools.Select(tool => tool.Remote.Server).Distinct().ShouldBe(["tools"]);
    }

    [Fact]
    public async Task Server_ThatIsDown_IsNotAskedByEveryTurnAndComesBackByItself()
    {
        var isDown = true;
        await using var mcp = await FakeMcpServer.StartAsync();
        mcp.Mood = (http, _) =>
        {
            if (!Volatile.Read(ref isDown))
                return Task.FromResult(false);

            http.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        await using var stage = await Stage.StartAsync(("McpServers:tools:Url", mcp.Url.AbsoluteUri));
        var catalog = stage.App.Services.GetRequiredService<ToolCatalog>();
        await Eventually.TrueAsync(() => Known(catalog, "tools") is { Failure: not null }, "the failure");
        var asked = mcp.Requests.Count;

        for (var i = 0; i < 5; i++)
            (await catalog.GetAsync(Cancellation)).Warnings.ShouldHaveSingleItem().ShouldContain("503");
        mcp.Requests.Count.ShouldBe(asked);

        Volatile.Write(ref isDown, false);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => Known(catalog, "tools") is { Failure: null, Tools.Count: 2 }, "the server to be found again");
        (await catalog.GetAsync(Cancellation)).Tools.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Call_BringsTheCallersHeadersThatSettingsName()
    {
        await using var stage = await Stage.StartAsync(("McpServers:tools:PassHeaders:0", "X-Tenant"));
        stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "x" }), new ModelReply().Say("done"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new StringContent("""{"prompt":"hi"}""") };
        request.Headers.Add("X-Tenant", "acme");
        request.Headers.Add("X-Other", "o");

        using var response = await stage.Http.SendAsync(request, Cancellation);
        await response.Content.ReadAsStringAsync(Cancellation);

        var call = stage.Mcp.Requests.Single(sent => sent.Method == "tools/call");
        call.Headers["X-Tenant"].ShouldBe("acme");
        call.Headers.Keys.ShouldNotContain("X-Other");
    }

    private static ServerTools? Known(ToolCatalog catalog, string server) =>
        catalog.Servers.Single(state => state.Name == server).Known;
}
