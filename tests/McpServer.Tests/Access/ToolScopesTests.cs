using System.Net;
using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Access;

public sealed class ToolScopesTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private FakeIssuer _issuer = null!;
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await FakeIssuer.StartAsync(_clock);
        _server = await StartAsync(new()
        {
            ["Access:RequiredScopes"] = "mcp",
            ["Access:ToolScopes:*_numbers"] = "math",
            ["Access:ToolScopes:multiply*:0"] = "math/more",
            ["Access:ToolScopes:multiply*:1"] = "math/most",
            ["Access:ToolScopes:odd_*"] = "odd",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Theory]
    [InlineData("mcp", "calculate greet_user")]
    [InlineData("mcp math", "calculate add_numbers")]
    [InlineData("mcp math math/more math/most", "add_numbers multiply_numbers")]
    [InlineData("mcp odd", "odd_caller calculate")]
    public async Task List_HoldsWhatTheCallerMayCall(string scope, string some)
    {
        var names = await ListAsync(scope);

        foreach (var name in some.Split(' '))
            names.ShouldContain(name);

        names.Contains("add_numbers").ShouldBe(scope.Contains("math"));
        names.Contains("multiply_numbers").ShouldBe(scope.Contains("math/most"));
        names.Contains("odd_count").ShouldBe(scope.Contains("odd"));
    }

    [Fact]
    public async Task List_EveryToolInItCanBeCalledAndNoOther()
    {
        var all = await ListAsync("mcp math math/more math/most odd");
        foreach (var scope in new[] { "mcp", "mcp math", "mcp math/more", "mcp odd math" })
        {
            var listed = await ListAsync(scope);
            foreach (var tool in all.Where(tool => tool is not "odd_wait"))
                ((await CallAsync(tool, scope)).Status is HttpStatusCode.OK).ShouldBe(listed.Contains(tool), $"{tool} with {scope}");
        }
    }

    [Theory]
    [InlineData("add_numbers", "mcp", "math", "mcp math")]
    [InlineData("multiply_numbers", "mcp math", "math/more, math/most", "mcp math math/more math/most")]
    [InlineData("multiply_numbers", "mcp math math/most", "math/more", "mcp math math/more math/most")]
    [InlineData("ADD_NUMBERS", "mcp", "math", "mcp math")]
    [InlineData("odd_made_up", "mcp", "odd", "mcp odd")]
    public async Task Call_OfAnotherTool_Is403NamingTheMissingScopeWhetherOrNotThereIsSuchATool(
        string tool, string scope, string missing, string needed)
    {
        var answer = await CallAsync(tool, scope);

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Headers.GetValues("WWW-Authenticate").Single().ShouldBe(
            $"Bearer resource_metadata=\"{_server.Http.BaseAddress}.well-known/oauth-protected-resource/mcp\", "
            + $"error=\"insufficient_scope\", scope=\"{needed}\"");
        answer.Json["id"]!.GetValue<int>().ShouldBe(1);
        answer.ErrorCode.ShouldBe(403);
        answer.Error["message"]!.GetValue<string>().ShouldBe($"The token lacks the scope {missing}");
        answer.Error["data"]!["missingScopes"]!.AsArray().Select(text => text!.GetValue<string>()).ShouldBe(missing.Split(", "));
    }

    [Fact]
    public async Task Call_OfAnotherToolWithBadArguments_SaysNothingAboutThem()
    {
        var answer = await _server.CallAsync("add_numbers", """{"a":"x","zzz":1}""", Bearer("mcp"));

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Text.ShouldNotContain("zzz");
        answer.Text.ShouldNotContain("add_numbers");
    }

    [Fact]
    public async Task Call_ByAModernClient_Is403Too()
    {
        var answer = await _server.PostAsync(
            Messages.Call("odd_count").WithMeta(), [.. Messages.ModernHeaders("tools/call", "odd_count"), Bearer("mcp")]);

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.ErrorCode.ShouldBe(403);
        _server.Odd.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task List_ThatDiffersByCaller_IsPrivate()
    {
        (await ListModernAsync(_server))["cacheScope"]!.GetValue<string>().ShouldBe("private");

        await using var same = await StartAsync(new() { ["Access:RequiredScopes"] = "mcp" });
        (await ListModernAsync(same))["cacheScope"]!.GetValue<string>().ShouldBe("public");
    }

    [Fact]
    public async Task Metadata_NamesTheScopesOfTools() =>
        (await _server.SendAsync(HttpMethod.Get, "/.well-known/oauth-protected-resource/mcp")).Json["scopes_supported"]!.AsArray()
            .Select(scope => scope!.GetValue<string>())
            .ShouldBe(["mcp", "math", "math/more", "math/most", "odd"], ignoreOrder: true);

    [Fact]
    public async Task Settings_RulesInOneText_AsAVariableHoldsThem()
    {
        await using var server = await StartAsync(new() { ["Access:ToolScopes"] = "odd_*=odd, extra; add_numbers = math" });

        (await server.CallAsync("odd_count", null, Bearer("odd"))).Error["message"]!.GetValue<string>().ShouldEndWith("scope extra");
        (await server.CallAsync("add_numbers", """{"a":1,"b":1}""", Bearer("x"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await server.CallAsync("add_numbers", """{"a":1,"b":1}""", Bearer("math"))).ToolText.ShouldBe("2");
    }

    private static async Task<JsonNode> ListModernAsync(RunningServer server, (string Name, string? Value) bearer) => (await server.PostAsync(
        Messages.Request("tools/list").WithMeta(), [.. Messages.ModernHeaders("tools/list"), bearer])).Result;

    private Task<JsonNode> ListModernAsync(RunningServer server) => ListModernAsync(server, Bearer("mcp"));

    private (string Name, string? Value) Bearer(string scope) => ("Authorization", $"Bearer {_issuer.Token("client-1", scope)}");

    private Task<WireAnswer> CallAsync(string tool, string scope) => _server.CallAsync(tool, null, Bearer(scope));

    private async Task<List<string>> ListAsync(string scope)
    {
        var answer = await _server.PostAsync(Messages.ListTools, Bearer(scope));
        return [.. answer.Result["tools"]!.AsArray().Select(tool => tool!["name"]!.GetValue<string>())];
    }

    private Task<RunningServer> StartAsync(Dictionary<string, string?> settings)
    {
        settings["Access:DiscoveryUrl"] = _issuer.DiscoveryUrl.AbsoluteUri;
        settings["Access:AllowedClients"] = "client-1";
        return RunningServer.StartAsync(settings, _clock);
    }
}
