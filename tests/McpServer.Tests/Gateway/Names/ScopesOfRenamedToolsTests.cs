using System.Net;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Gateway.Names;

/// <summary>What an upstream lists beside a tool changes the tool's name here, and frees it of no rule.</summary>
public sealed class ScopesOfRenamedToolsTests : IAsyncLifetime
{
    private const string Long = "a_tool_with_a_name_that_is_much_longer_than_the_sixty_four_characters_that_a_name_may_have";

    private readonly FakeClock _clock = new();
    private FakeIssuer _issuer = null!;
    private RawUpstream _upstream = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await FakeIssuer.StartAsync(_clock);
        _upstream = await RawUpstream.StartAsync();
        _upstream.Answer("tools/call", """{"content":[{"type":"text","text":"ran"}]}""");
    }

    public async ValueTask DisposeAsync()
    {
        await _upstream.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Theory]
    [InlineData("up___admin", "admin", "Admin")]
    [InlineData("up___ADMIN", "admin")]
    [InlineData("UP___adm*n", "admin", "aDMIn")]
    [InlineData($"up___{Long}", Long)]
    [InlineData("up___delete_all", "delete all")]
    public async Task Rule_WhateverTheUpstreamListsBeside_HoldsInListSearchAndCalls(string pattern, params string[] tools)
    {
        _upstream.ListTools([.. tools.Append("free").Select(tool => $$"""{"name":"{{tool}}","inputSchema":{} }""")]);
        await using var gateway = await StartAsync(pattern);

        (await NamesAsync(gateway, "base")).ShouldBe(["up___free"]);
        var names = await NamesAsync(gateway, "base admin");

        names.Count.ShouldBe(tools.Length + 1);
        foreach (var name in names.Where(name => name != "up___free"))
        {
            (await CallAsync(gateway, name, "{}", "base")).Status.ShouldBe(HttpStatusCode.Forbidden, name);
            (await CallAsync(gateway, "call_tool", $$"""{"name":"{{name}}"}""", "base")).Status.ShouldBe(HttpStatusCode.Forbidden, name);
            (await CallAsync(gateway, name, "{}", "base admin")).ToolText.ShouldBe("ran");
        }

        (await CallAsync(gateway, "search_tools", """{"query":"up"}""", "base")).Result["structuredContent"]!["tools"]!.AsArray()
            .Select(tool => (string)tool!["name"]!).ShouldBe(["up___free"]);
    }

    [Fact]
    public async Task Rule_ForTheNameWithAHash_HoldsWhenNothingClashesAnyMore()
    {
        _upstream.ListTools("""{"name":"admin","inputSchema":{}}""", """{"name":"Admin","inputSchema":{}}""");
        string hashed;
        await using (var before = await StartAsync("none"))
            hashed = (await NamesAsync(before, "base")).Single(name => name.StartsWith("up___admin_", StringComparison.Ordinal));

        _upstream.ListTools("""{"name":"admin","inputSchema":{}}""");
        await using var gateway = await StartAsync(hashed);

        (await NamesAsync(gateway, "base")).ShouldBeEmpty();
        (await CallAsync(gateway, "up___admin", "{}", "base")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<RunningServer> StartAsync(string pattern) => RunningServer.StartAsync(
        new()
        {
            ["Access:DiscoveryUrl"] = _issuer.DiscoveryUrl.AbsoluteUri,
            ["Access:AllowedClients"] = "client-1",
            ["Access:ToolScopes"] = $"{pattern}=admin",
            ["Gateway:OwnTools"] = "false",
            ["Gateway:Upstreams:up:Url"] = _upstream.Url.AbsoluteUri,
            ["Gateway:Upstreams:up:Auth"] = "None",
        },
        _clock);

    private async Task<IReadOnlyList<string>> NamesAsync(RunningServer gateway, string scope) =>
    [
        .. (await gateway.PostAsync(Messages.ListTools, Bearer(scope))).Result["tools"]!.AsArray()
            .Select(tool => (string)tool!["name"]!)
            .Where(name => name.StartsWith("up___", StringComparison.Ordinal)),
    ];

    private Task<WireAnswer> CallAsync(RunningServer gateway, string tool, string arguments, string scope) =>
        gateway.CallAsync(tool, arguments, Bearer(scope));

    private (string Name, string? Value) Bearer(string scope) => ("Authorization", $"Bearer {_issuer.Token("client-1", scope)}");
}
