using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.RemoteMcp.Tests.Connections;

/// <summary>What was wrong is put right, or becomes another, while the agent runs: it finds out by itself.</summary>
public sealed class MendingTests : IAsyncLifetime
{
    private const string OtherPrefix = "/app/mcp/other";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task DiscoveryUrl_ThatIsMended_IsReadAgain()
    {
        var right = _stage.Aws.UserPool.DiscoveryUrl.AbsoluteUri;
        _stage.Aws.Parameters.Put($"{Stage.Prefix}/cognito_discovery_url", right.Replace("openid-configuration", "nothing", StringComparison.Ordinal));
        var server = _stage.Connect();
        (await FailAsync(server)).Step.ShouldBe(ConnectionStep.Discovery);

        _stage.Aws.Parameters.Put($"{Stage.Prefix}/cognito_discovery_url", right);

        await ConnectedAsync(server);
    }

    [Fact]
    public async Task Scope_ThatIsMended_IsReadAgain()
    {
        _stage.Aws.Parameters.Put($"{Stage.Prefix}/scope", "wrong/scope");
        var server = _stage.Connect();
        (await FailAsync(server)).Step.ShouldBe(ConnectionStep.Token);

        _stage.Aws.Parameters.Put($"{Stage.Prefix}/scope", Stage.Scope);

        await ConnectedAsync(server);
    }

    [Fact]
    public async Task RuntimeArn_ThatWasMissing_IsReadAgain()
    {
        _stage.Aws.Parameters.Put($"{OtherPrefix}/machine_client_id", Stage.ClientId);
        _stage.Aws.Parameters.Put($"{OtherPrefix}/cognito_secret", Stage.Secret, secure: true);
        _stage.Aws.Parameters.Put($"{OtherPrefix}/cognito_discovery_url", _stage.Aws.UserPool.DiscoveryUrl.AbsoluteUri);
        var server = _stage.Connect(("SsmPrefix", OtherPrefix));
        (await FailAsync(server)).Step.ShouldBe(ConnectionStep.Parameters);

        _stage.Aws.Parameters.Put($"{OtherPrefix}/agent_arn", _stage.Arn);

        await ConnectedAsync(server);
    }

    [Fact]
    public async Task Server_ThatWantsSessionsNow_IsStartedAnew()
    {
        var server = _stage.ConnectDirectly();
        await server.ListToolsAsync(Cancellation);

        WantSessions();
        await FailAsync(server);

        await ConnectedAsync(server);
    }

    [Fact]
    public async Task Server_ThatWantsSessionsNow_IsStartedAnewByTheNextCall()
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        WantSessions();
        await Should.ThrowAsync<RemoteMcpException>(() => CallAsync(server, tool));
        _stage.Mcp.Count("tools/call").ShouldBe(1);

        (await CallAsync(server, tool)).IsError.ShouldNotBe(true);
    }

    [Fact]
    public async Task Server_ThatIsRolledBackToAnOlderRevision_IsStartedAnew()
    {
        _stage.Mcp.Discoverable = ["2026-07-28"];
        var server = _stage.ConnectDirectly();
        await server.ListToolsAsync(Cancellation);

        _stage.Mcp.Discoverable = null;
        _stage.Mcp.Mood = (http, method) => http.Request.Headers["MCP-Protocol-Version"] != "2026-07-28" || method == "server/discover"
            ? Task.FromResult(false)
            : RefuseAsync(http, "Bad Request: Unsupported protocol version (supported versions: 2025-06-18)");
        await FailAsync(server);

        await ConnectedAsync(server);
        server.Condition.NegotiatedProtocol.ShouldBe("2025-06-18");
    }

    [Fact]
    public async Task Arguments_ThatAToolWantsAsHeaders_AreSentSoByTheNextConnectionToo()
    {
        _stage.Mcp.Discoverable = ["2026-07-28"];
        _stage.Mcp.Tools[0]["inputSchema"]!["properties"]!["text"]!["x-mcp-header"] = "Region";
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        _stage.Mcp.Mood = (http, method) => method == "tools/call"
            ? RefuseAsync(http, "Bad Request: another version stands here")
            : Task.FromResult(false);
        await Should.ThrowAsync<RemoteMcpException>(() => CallAsync(server, tool));
        _stage.Mcp.Mood = (_, _) => Task.FromResult(false);

        await server.CallToolAsync(tool, new Dictionary<string, object?> { ["text"] = "eu" }, Cancellation);

        _stage.Mcp.Count("server/discover").ShouldBe(2);
        _stage.Mcp.Count("tools/list").ShouldBe(1);
        _stage.Mcp.Requests.Last().Headers["Mcp-Param-Region"].ShouldBe("eu");
    }

    private void WantSessions()
    {
        _stage.Mcp.SessionId = "second";
        _stage.Mcp.Mood = (http, method) => method is "initialize" or "server/discover" || http.Request.Headers.ContainsKey("Mcp-Session-Id")
            ? Task.FromResult(false)
            : RefuseAsync(http, "Bad Request: No valid session ID provided");
    }

    private static async Task<bool> RefuseAsync(HttpContext http, string message)
    {
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync($$"""{"jsonrpc":"2.0","error":{"code":-32000,"message":"{{message}}"},"id":null}""", Cancellation);
        return true;
    }

    private async Task ConnectedAsync(RemoteMcpServer server)
    {
        _stage.Clock.Advance(ServerHealth.LongestPauseWhenRefused);
        await Eventually.TrueAsync(
            () => server.Condition.State == ConnectionState.Connected || server.Condition.RetryAt > _stage.Clock.GetUtcNow(), "the trial");
        server.Condition.Cause.ShouldBeNull();
        server.Condition.State.ShouldBe(ConnectionState.Connected);
    }

    private static Task<RemoteMcpException> FailAsync(RemoteMcpServer server) =>
        Should.ThrowAsync<RemoteMcpException>(() => server.ListToolsAsync(Cancellation));

    private static Task<ModelContextProtocol.Protocol.CallToolResult> CallAsync(RemoteMcpServer server, RemoteTool tool) =>
        server.CallToolAsync(tool, new Dictionary<string, object?>(), Cancellation);
}
