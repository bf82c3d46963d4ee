using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class CallToolTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"name":7}""")]
    [InlineData("""{"name":"no_such_tool"}""")]
    [InlineData("""{"name":"ADD_NUMBERS","arguments":{"a":1,"b":2}}""")]
    [InlineData("""{"name":"add_numbers","arguments":[1,2]}""")]
    [InlineData("""{"name":"add_numbers","arguments":null}""")]
    [InlineData("""{"name":"add_numbers","arguments":"a"}""")]
    [InlineData("""{"name":"add_numbers","arguments":{"a":1,"b":2},"_meta":7}""")]
    [InlineData("""{"name":"add_numbers","arguments":{"a":1,"b":2},"_meta":{"progressToken":{}}}""")]
    [Requirement("R14")]
    public async Task Call_MalformedParams_AreInvalidParams(string parameters)
    {
        var answer = await server.PostAsync(Messages.Request("tools/call", JsonNode.Parse(parameters)!.AsObject()));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.ErrorCode.ShouldBe(-32602);
    }

    [Fact]
    [Requirement("R14")]
    public async Task Call_NoArgumentsAtAll_IsGoodForAToolWithoutRequiredOnes() =>
        (await server.CallAsync("get_timestamp")).IsToolError.ShouldBeFalse();

    [Theory]
    [InlineData("odd_failure")]
    [InlineData("odd_timeout")]
    [InlineData("odd_number")]
    [Requirement("R15a")]
    [Requirement("R16")]
    public async Task Call_ToolHasADefect_SaysSoWithoutItsInsidesAndLogsThem(string tool)
    {
        var answer = await server.CallAsync(tool);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.IsToolError.ShouldBeTrue();
        answer.ToolText.ShouldStartWith($"{tool} failed inside the server");
        answer.Text.ShouldNotContain("secret");
        answer.Text.ShouldNotContain("Exception");
        server.Log.Lines.ShouldContain(line => line.Level == LogLevel.Error && line.Text.Contains($"{tool} failed"));
    }

    [Fact]
    [Requirement("V9")]
    public async Task Call_ToolAsksTheClient_IsToldThatItCannot() =>
        (await server.CallAsync("odd_question")).ToolText.ShouldContain("stateless");

    [Fact]
    public async Task Call_ToolRefusesAsProtocol_IsThatError()
    {
        var answer = await server.CallAsync("odd_refusal");

        answer.ErrorCode.ShouldBe(-32602);
        answer.Error["message"]!.GetValue<string>().ShouldBe("Not like this");
    }

    [Fact]
    public async Task Call_LettersBeyondAscii_ArriveAsSuch()
    {
        var answer = await server.CallAsync("echo_message", """{"message":"Grüße, 世界 😀 <b>&\n"}""");

        answer.ToolText.ShouldBe("Echo: Grüße, 世界 😀 <b>&\n");
        answer.Text.ShouldContain("Grüße, 世界");
    }
}
