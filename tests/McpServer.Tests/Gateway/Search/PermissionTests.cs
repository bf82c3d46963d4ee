using System.Net;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Gateway.Search;

/// <summary>What a caller lacks the scope for is neither found, nor called on the quiet, nor told of.</summary>
public sealed class PermissionTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly LogRecorder _log = new();
    private FakeIssuer _issuer = null!;
    private RunningServer _upstream = null!;
    private RunningServer _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await FakeIssuer.StartAsync(_clock);
        _upstream = await OperatedGateway.StartUpstreamAsync(new GatedTools());
        _gateway = await RunningServer.StartAsync(
            new()
            {
                ["Access:DiscoveryUrl"] = _issuer.DiscoveryUrl.AbsoluteUri,
                ["Access:AllowedClients"] = "client-1",
                ["Access:ToolScopes:*___fail"] = "admin",
                ["Access:ToolScopes:gateway_status"] = "operate",
                ["Gateway:Upstreams:up:Url"] = _upstream.McpUrl.AbsoluteUri,
                ["Gateway:Upstreams:up:Auth"] = "None",
                ["Gateway:ToolsOnDemand"] = "Always",
                ["Gateway:Audit"] = "true",
            },
            _clock,
            builder => builder.Logging.AddProvider(_log));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Search_ToolNotAllowed_IsNotFound()
    {
        await CallAsync("up___pass", """{"id":"1"}""", "any");

        (await FoundAsync("any")).ShouldBe(["up___pass", "up___wait"], ignoreOrder: true);
        (await FoundAsync("admin")).ShouldBe(["up___fail", "up___pass", "up___wait"], ignoreOrder: true);
    }

    [Fact]
    public async Task CallTool_ToolNotAllowed_Is403AndAuditedUnderItsName()
    {
        var answer = await CallAsync("call_tool", """{"name":"up___fail"}""", "any");

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Headers.WwwAuthenticate.ToString().ShouldContain("admin");
        var line = _log.Lines.Single(line => line.Contains("AgentStack.Audit", StringComparison.Ordinal));
        line.ShouldContain("up___fail (upstream -");
        line.ShouldContain("by client client-1, subject ");
        line.ShouldContain("transport refused, rpc ");
    }

    [Fact]
    public async Task Status_NotAllowed_Is403AtTheToolAndAtTheAddress()
    {
        (await CallAsync("gateway_status", "{}", "any")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("any")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("operate")).ShouldBe(HttpStatusCode.OK);
    }

    private Task<WireAnswer> CallAsync(string tool, string arguments, string scope) =>
        _gateway.CallAsync(tool, arguments, ("Authorization", $"Bearer {_issuer.Token("client-1", scope)}"));

    private async Task<HttpStatusCode> StatusAsync(string scope) =>
        (await _gateway.SendAsync(HttpMethod.Get, "/status", null, ("Authorization", $"Bearer {_issuer.Token("client-1", scope)}"))).Status;

    private async Task<IEnumerable<string>> FoundAsync(string scope)
    {
        var answer = await CallAsync("search_tools", """{"query":"let go, answers at once, says that it failed"}""", scope);
        return answer.Result["structuredContent"]!["tools"]!.AsArray().Select(tool => (string)tool!["name"]!)
            .Where(name => name.StartsWith("up___", StringComparison.Ordinal));
    }
}
