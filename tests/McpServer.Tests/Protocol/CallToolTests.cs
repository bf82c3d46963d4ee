using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;
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
    public async Task Call_MalformedParams_AreInvalidParams(string parameters)
    {
        var answer = await server.PostAsync(Messages.Request("tools/call", JsonNode.Parse(parameters)!.AsObject()));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.ErrorCode.ShouldBe(-32602);
    }

    [Fact]
    public async Task Call_NoArgumentsAtAll_IsGoodForAToolWithoutRequiredOnes() =>
        (await server.CallAsync("get_timestamp")).IsToolError.ShouldBeFalse();

    [Theory]
    [InlineData("odd_failure")]
    [InlineData("odd_timeout")]
    [InlineData("odd_number")]
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
    public async Task Call_CallerGoesAway_CancelsTheTool()
    {
        await using var own = await RunningServer.StartAsync();
        using var caller = new CancellationTokenSource();
        using var body = new StringContent(Messages.Call("odd_wait").ToJsonString(), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, own.McpUrl) { Content = body };
        request.Headers.Add("Accept", "*/*");

        var call = own.Http.SendAsync(request, caller.Token);
        await own.Odd.Waiting.WaitAsync(TestContext.Current.CancellationToken);
        await caller.CancelAsync();

        await own.Odd.Cancelled.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await Eventually.TrueAsync(() => own.Log.Lines.Any(line => line.Text.Contains("odd_wait Aborted")), "the line about the request");
        own.Log.Lines.ShouldNotContain(line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Call_LettersBeyondAscii_ArriveAsSuch()
    {
        var answer = await server.CallAsync("echo_message", """{"message":"Grüße, 世界 😀 <b>&\n"}""");

        answer.ToolText.ShouldBe("Echo: Grüße, 世界 😀 <b>&\n");
        answer.Text.ShouldContain("Grüße, 世界");
    }
}
