using Microsoft.AspNetCore.Http;

namespace AgentStack.McpServer.Tests.Gateway.Status;

/// <summary>What an upstream says of itself may be anything, also what it was sent.</summary>
public sealed class WordsOfUpstreamsTests
{
    private const string Token = "opaque-token-17";
    private const string UrlKey = "url+key/9";

    [Fact]
    public async Task Status_ServerInfoThatEchoesItsTokenAndTurnsLinesRound_IsShortPrintableAndWithoutIt()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Mood = async (http, request) =>
        {
            if ((string?)request["method"] != "initialize")
                return false;

            var echo = http.Request.Headers.Authorization.ToString()["Bearer ".Length..];
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync($$$$"""
                {"jsonrpc":"2.0","id":{{{{request["id"]!.ToJsonString()}}}},"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},
                "serverInfo":{"name":"evil\u001b[31m\r\n{{{{echo}}}} {{{{new string('x', 3000)}}}}","version":"{{{{echo}}}}\u202e"}}}
                """);
            return true;
        };
        upstream.ListTools("""{"name":"look","inputSchema":{}}""", """{"name":"red\u001b[31m\r\nInjected","inputSchema":"none"}""");
        await using var gateway = await StartAsync(upstream);
        await gateway.ToolNamesAsync("up___");

        var status = (await gateway.StatusAsync("up"))!;
        var words = (await gateway.CallAsync("gateway_status")).ToolText;

        ((string)status["server"]!).Length.ShouldBeLessThanOrEqualTo(64);
        ((string)status["server"]!).ShouldStartWith("evil\uFFFD[31m\uFFFD\uFFFD[hidden] ");
        ((string)status["version"]!).ShouldBe("[hidden]\uFFFD");
        status.ToJsonString().ShouldNotContain(Token);
        words.ShouldContain("Left out: 1");
        words.Split('\n').Length.ShouldBe(2);
        words.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task Error_ThatEchoesTheTokenAndTheKeyInTheAddress_HoldsNeither()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Fail(
            "tools/call",
            $$$"""
            {"code":-32005,"message":"sent {{{Token}}} and {{{UrlKey}}}","data":{"{{{Token}}}":["{{{Token.ToUpperInvariant()}}}",7,{"at":"?key={{{Uri.EscapeDataString(UrlKey)}}}"}]}}
            """);
        await using var gateway = await StartAsync(upstream);
        await gateway.ToolNamesAsync("up___");

        var answer = await gateway.CallAsync("up___look");

        answer.Error["message"]!.GetValue<string>().ShouldBe("sent [hidden] and [hidden]");
        answer.Error["data"]!.ToJsonString().ShouldBe("""{"[hidden]":["[hidden]",7,{"at":"?key=[hidden]"}]}""");
    }

    private static Task<RunningServer> StartAsync(RawUpstream upstream) => GatewayStage.StartAsync(
        [("up", new Uri($"{upstream.Url}?key={Uri.EscapeDataString(UrlKey)}&v=1"))],
        ("Upstreams:up:Auth", "Bearer"),
        ("Upstreams:up:Token", Token));
}
