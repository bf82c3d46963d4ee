using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Gateway.Status;

/// <summary>Names of what is not offered are told to those alone who may call all that could be.</summary>
public sealed class LeftOutTests
{
    [Theory]
    [InlineData("any", 0)]
    [InlineData("any read", 0)]
    [InlineData("any read admin", 1)]
    public async Task Status_ScopesForTools_NamesAreToldToWhoMayCallAll(string scope, int named)
    {
        var clock = new FakeClock();
        await using var issuer = await FakeIssuer.StartAsync(clock);
        await using var upstream = await RawUpstream.StartAsync();
        upstream.ListTools(Tool("look"), Tool("twice"), Tool("twice"), Tool("denied"));
        await using var gateway = await RunningServer.StartAsync(
            new()
            {
                ["Access:DiscoveryUrl"] = issuer.DiscoveryUrl.AbsoluteUri,
                ["Access:AllowedClients"] = "client-1",
                ["Access:ToolScopes:up___*"] = "read",
                ["Access:ToolScopes:*___tw*"] = "admin",
                ["Access:ToolScopes:upper___*"] = "never",
                ["Gateway:Upstreams:up:Url"] = upstream.Url.AbsoluteUri,
                ["Gateway:Upstreams:up:Auth"] = "None",
                ["Gateway:Upstreams:up:Tools:Deny"] = "denied",
            },
            clock);
        var token = ("Authorization", $"Bearer {issuer.Token("client-1", scope)}");
        await gateway.PostAsync(Messages.ListTools, token);

        var answer = await gateway.CallAsync("gateway_status", "{}", token);
        var page = await gateway.SendAsync(HttpMethod.Get, "/status", null, token);

        var up = answer.Result["structuredContent"]!["upstreams"]![0]!;
        ((int)up["hidden"]!, up["left_out"]!.AsArray().Count).ShouldBe((1, named));
        answer.ToolText.Contains("twice", StringComparison.Ordinal).ShouldBe(named > 0);
        answer.Text.ShouldNotContain("denied");
        JsonNode.DeepEquals(JsonNode.Parse(page.Text)!["upstreams"]![0]!["left_out"], up["left_out"]).ShouldBeTrue();
        page.Text.ShouldNotContain("denied");
    }

    private static string Tool(string name) => $$$"""{"name":"{{{name}}}","inputSchema":{"type":"object"}}""";
}
