using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.Agent.Tests.Remote;

/// <summary>What the data plane and agents of others answer, down to the connection that breaks.</summary>
public sealed class RemoteAnswerTests : IAsyncLifetime
{
    private const string Json = "application/json";
    private const string Sse = "text/event-stream; charset=utf-8";
    private const string CallOfOurs = "data: {\"type\":\"tool_call\",\"id\":\"c1\",\"tool\":\"echo\",\"arguments\":{}}\n\n";
    private const string DoneOfOurs = "data: {\"type\":\"done\",\"stop_reason\":\"stop\",\"session_id\":\"s\",\"request_id\":\"r\"}\n\n";

    private AnsweringDoor _door = null!;
    private RemoteCaller _caller = null!;

    public async ValueTask InitializeAsync()
    {
        _door = await AnsweringDoor.StartAsync();
        _caller = RemoteCaller.Create(_door);
    }

    public async ValueTask DisposeAsync()
    {
        await _caller.DisposeAsync();
        await _door.DisposeAsync();
    }

    [Theory]
    [InlineData(Json, "\"hello\"", "hello")]
    [InlineData(Json, "{\"result\":\"hello\"}", "hello")]
    [InlineData(Json, "{\"response\":\"hello\",\"status\":\"success\"}", "hello")]
    [InlineData(Json, "{\"result\":{\"role\":\"assistant\",\"content\":[{\"text\":\"hel\"},{\"text\":\"lo\"}]}}", "hello")]
    [InlineData(Json, "{\"sum\":42}", "{\n  \"sum\": 42\n}")]
    [InlineData(Json, "[1,2]", "[\n  1,\n  2\n]")]
    [InlineData("text/plain", "hello", "hello")]
    [InlineData(Sse, "data: \"hel\"\n\ndata: \"lo\"\n\n", "hello")]
    [InlineData(Sse, "data: {\"text\":\"hello\"}\n\n", "hello")]
    [InlineData(Sse, "data: hel\n\ndata: lo\n\ndata: [DONE]\n\n", "hello")]
    [InlineData(Sse, ": comment\nevent: message\nid: 1\ndata: {\"start\":true}\n\ndata: {\"event\":{\"contentBlockDelta\":{\"delta\":{\"text\":\"hello\"}}}}\n\n", "hello")]
    [InlineData(Sse, "data: {\"type\":\"text\",\"text\":\"hello\"}\n\ndata: {\"type\":\"new_kind\",\"x\":1}\n\ndata: {\"type\":\"done\",\"stop_reason\":\"stop\",\"session_id\":\"s\",\"request_id\":\"r\"}\n\n", "hello")]
    [InlineData(Sse, "data: {\"chunk\":1}\n\ndata: {\"chunk\":2}\n\n", "{\"chunk\":1}\n{\"chunk\":2}")]
    [InlineData(Sse, "data: {\"type\":\"tool_call\",\"tool\":\"x\"}\n\ndata: \"hello\"\n\n", "hello")]
    [InlineData(Sse, "data: {\"type\":\"text\",\"text\":\"hello\"}\n\n", "hello")]
    public async Task Answer_OfAnyAgent_IsReadAsItsText(string contentType, string body, string text)
    {
        _door.Answer = http => AnsweringDoor.WriteAsync(http, 200, contentType, body);

        (await _caller.InvokeAsync("hi")).ShouldBe(0, _caller.Notes);

        _caller.Output.ReplaceLineEndings("\n").TrimEnd('\n').ShouldBe(text);
    }

    [Theory]
    [InlineData(Json, "{\"error\":\"kaput\",\"error_type\":\"ValueError\"}")]
    [InlineData(Sse, "data: \"so far\"\n\ndata: {\"error\":\"kaput\",\"error_type\":\"ValueError\",\"message\":\"An error occurred during streaming\"}\n\n")]
    public async Task Answer_ThatTellsAnError_FailsWithItsWords(string contentType, string body)
    {
        _door.Answer = http => AnsweringDoor.WriteAsync(http, 200, contentType, body);

        (await _caller.InvokeAsync("hi", isStreamed: true)).ShouldBe(1);

        _caller.Notes.ShouldContain("error: kaput");
    }

    [Theory]
    [InlineData(400, "ValidationException", "Check the session id")]
    [InlineData(401, "UnauthorizedException", "asks for a token: pass --bearer")]
    [InlineData(402, "ServiceQuotaExceededException", "Service Quotas")]
    [InlineData(403, "AccessDeniedException", "needs bedrock-agentcore:InvokeAgentRuntime on arn:aws:")]
    [InlineData(404, "ResourceNotFoundException", "Check the ARN, its region and account")]
    [InlineData(424, "RuntimeClientError", "CloudWatch group /aws/bedrock-agentcore/runtimes/agent-x1-DEFAULT")]
    [InlineData(500, "InternalServerException", "AgentCore itself failed")]
    public async Task Refusal_OfEachStatus_IsExplainedWithARemedy(int status, string type, string remedy)
    {
        _door.Answer = http => AnsweringDoor.RefuseAsync(http, status, type, "words of the door");

        (await _caller.InvokeAsync("hi")).ShouldBe(1);

        _caller.Notes.ShouldContain($"AgentCore answered {status} {type}: words of the door.");
        _caller.Notes.ShouldContain(remedy);
        _caller.Notes.ShouldContain("(request request-of-the-door)");
        _door.Bodies.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(409, "RetryableConflictException", "session_busy")]
    [InlineData(429, "ThrottlingException", "throttled")]
    public async Task Refusal_OfABusyMoment_IsTriedAgain(int status, string type, string reason)
    {
        var left = 2;
        _door.Answer = http => left-- > 0
            ? AnsweringDoor.RefuseAsync(http, status, type, "later")
            : AnsweringDoor.WriteAsync(http, 200, Json, "\"hello\"");

        (await RunAsync(_caller.InvokeAsync("hi"))).ShouldBe(0, _caller.Notes);

        _door.Bodies.Count.ShouldBe(3);
        _caller.Notes.ShouldContain($"! {reason}; asking again");
        _caller.Output.ShouldStartWith("hello");
    }

    [Fact]
    public async Task Refusal_ThatStays_IsToldAfterFourAttempts()
    {
        _door.Answer = http =>
        {
            http.Response.Headers.RetryAfter = "7";
            return AnsweringDoor.RefuseAsync(http, 429, "ThrottlingException", "slow down");
        };

        (await RunAsync(_caller.InvokeAsync("hi"))).ShouldBe(1);

        _door.Bodies.Count.ShouldBe(4);
        _caller.Notes.ShouldContain("asking again in 7000 ms (attempt 4)");
        _caller.Notes.ShouldContain("429 ThrottlingException: slow down.");
    }

    [Fact]
    public async Task Stream_ThatIsCut_KeepsWhatCameAndSaysSo()
    {
        _door.Answer = async http =>
        {
            http.Response.ContentType = Sse;
            await http.Response.WriteAsync("data: {\"type\":\"text\",\"text\":\"half an \"}\n\n");
            await http.Response.Body.FlushAsync();
            await Eventually.TrueAsync(() => _caller.Output.Length > 0, "the first piece at the caller");
            http.Abort();
        };

        (await _caller.InvokeAsync("hi", isStreamed: true)).ShouldBe(1);

        _caller.Output.ShouldStartWith("half an ");
        _caller.Notes.ShouldContain("The answer broke off");
    }

    [Fact]
    public async Task Stream_OfOursThatEndsBeforeItsTurn_SaysSo()
    {
        _door.Answer = http => AnsweringDoor.WriteAsync(http, 200, Sse, $"{CallOfOurs}data: {{\"type\":\"text\",\"text\":\"half\"}}\n\n");

        (await _caller.InvokeAsync("hi", isStreamed: true)).ShouldBe(1);

        _caller.Notes.ShouldContain("the stream ended before the turn did");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stream_ThatIsCutOrHeldOpenAfterItsTurn_IsWhole(bool isCut)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _door.Answer = async http =>
        {
            http.Response.ContentType = Sse;
            await http.Response.WriteAsync($"data: {{\"type\":\"text\",\"text\":\"hello\"}}\n\n{DoneOfOurs}");
            await http.Response.Body.FlushAsync();
            if (isCut)
            {
                await Eventually.TrueAsync(() => _caller.Output.Length > 0, "the answer at the caller");
                http.Abort();
                return;
            }

            await held.Task.WaitAsync(http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };

        (await _caller.InvokeAsync("hi", isStreamed: true)).ShouldBe(0, _caller.Notes);

        _caller.Output.ShouldStartWith("hello");
        held.SetResult();
    }

    [Theory]
    [InlineData(false, 15)]
    [InlineData(true, 60)]
    public async Task Agent_ThatHangs_IsGivenUpAtThePlatformsLimit(bool isStreamed, int minutes)
    {
        _door.Answer = async http =>
        {
            http.Response.ContentType = Sse;
            await http.Response.StartAsync();
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        var running = _caller.InvokeAsync("hi", isStreamed: isStreamed);
        await Eventually.TrueAsync(() => _door.Bodies.Count == 1, "the request");
        _caller.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        running.IsCompleted.ShouldBeFalse();

        _caller.Clock.Advance(TimeSpan.FromSeconds(1));

        (await running).ShouldBe(1);
        _caller.Notes.ShouldContain($"within {minutes} minutes");
    }

    [Fact]
    public async Task Interrupt_DuringAnAnswer_EndsTheCall()
    {
        var isGone = false;
        _door.Answer = async http =>
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            isGone = true;
        };
        var running = _caller.InvokeAsync("hi");
        await Eventually.TrueAsync(() => _door.Bodies.Count == 1, "the request");

        _caller.Interrupts.Interrupt();

        (await running).ShouldBe(1);
        _caller.Notes.ShouldContain("cancelled");
        await Eventually.TrueAsync(() => isGone, "the end of the request");
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "could not be reached (ConnectionRefused)")]
    public async Task Agent_ThatIsNotThere_IsNamed(string address, string words)
    {
        (await _caller.InvokeAsync("hi", address: address)).ShouldBe(1);

        _caller.Notes.ShouldContain(words);
    }

    [Fact]
    public async Task Answer_WithControlCharacters_PrintsNone()
    {
        _door.Answer = http => AnsweringDoor.WriteAsync(http, 200, "text/plain", "red \u001b[31m alert");

        await _caller.InvokeAsync("hi");
        await _caller.InvokeAsync("hi", isJson: true);

        _caller.Output.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task Request_OfAStream_SaysItInTheBodyToo()
    {
        await _caller.InvokeAsync("hi", isStreamed: true);
        await _caller.InvokeAsync("hi");

        _door.Bodies.First().GetProperty("stream").GetBoolean().ShouldBeTrue();
        _door.Bodies.Last().TryGetProperty("stream", out _).ShouldBeFalse();
    }

    // Whoever waits for the clock gets the time that he waits for.
    private async Task<int> RunAsync(Task<int> running)
    {
        await Eventually.TrueAsync(
            () =>
            {
                // One timer is the limit of the whole call.
                if (_caller.Clock.PendingTimers > 1)
                    _caller.Clock.Advance(TimeSpan.FromSeconds(10));

                return running.IsCompleted;
            },
            "the end of the command");
        return await running;
    }
}
