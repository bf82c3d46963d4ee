using System.Net;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class AnswerFormatTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    [Requirement("R17")]
    public async Task Call_NoProgress_IsOneJsonBodyWithItsLength()
    {
        var answer = await server.PostAsync(Messages.Call("add_numbers", """{"a":2,"b":2}""").WithProgressToken("p"));

        answer.MediaType.ShouldBe("application/json");
        answer.ContentHeaders.ContentLength.ShouldBe(answer.Text.Length);
    }

    [Fact]
    [Requirement("R17")]
    public async Task Call_ReportsProgress_IsAStreamThatEndsWithTheResult()
    {
        var answer = await server.PostAsync(Messages.Call("odd_progress").WithProgressToken("p"));

        answer.MediaType.ShouldBe("text/event-stream");
        answer.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
        answer.Events.Select(message => message["method"]?.GetValue<string>())
            .ShouldBe(["notifications/progress", "notifications/progress", "notifications/progress", null]);
        answer.Events.Take(3).Select(message => message["params"]!["progress"]!.GetValue<int>()).ShouldBe([1, 2, 3]);
        answer.Events.Take(3).ShouldAllBe(message => message["params"]!["progressToken"]!.GetValue<string>() == "p");
        answer.Events[3]["result"]!["content"]![0]!["text"]!.GetValue<string>().ShouldBe("done");
    }

    [Fact]
    [Requirement("R17")]
    public async Task Call_ReportsProgressNobodyAskedFor_IsOneJsonBody() =>
        (await server.CallAsync("odd_progress")).ToolText.ShouldBe("done");

    [Fact]
    [Requirement("R17")]
    public async Task Call_ReportsProgressToACallerWithoutStream_IsOneJsonBody() =>
        (await server.PostAsync(Messages.Call("odd_progress").WithProgressToken("p"), ("Accept", "application/json")))
            .ToolText.ShouldBe("done");

    [Fact]
    [Requirement("V6")]
    public async Task Call_ModernProgress_EndsWithASignedResult()
    {
        var message = Messages.Call("odd_progress").WithMeta().WithProgressToken("p");

        var answer = await server.PostAsync(message, Messages.ModernHeaders("tools/call", "odd_progress"));

        answer.Events[^1]["result"]!["resultType"]!.GetValue<string>().ShouldBe("complete");
    }

    [Fact]
    [Requirement("R17")]
    public async Task Call_CallerTakesOnlyAStream_GetsResultsAndErrorsInOne()
    {
        var result = await server.CallAsync("add_numbers", """{"a":2,"b":2}""", ("Accept", "text/event-stream"));
        var error = await server.CallAsync("no_such_tool", null, ("Accept", "text/event-stream"));

        result.Events.Single()["result"]!["content"]![0]!["text"]!.GetValue<string>().ShouldBe("4");
        error.Events.Single()["error"]!["code"]!.GetValue<int>().ShouldBe(-32602);
    }

    [Fact]
    [Requirement("R13a")]
    public async Task Refusal_ToACallerThatTakesOnlyAStream_IsJsonAllTheSame()
    {
        var answer = await server.PostAsync("nope", ("Accept", "text/event-stream"));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorCode.ShouldBe(-32700);
    }
}
