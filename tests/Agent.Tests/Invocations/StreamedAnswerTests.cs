using AgentStack.Agent.Lifecycle;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.Agent.Tests.Invocations;

public sealed class StreamedAnswerTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Text_WithQuotesLinesAndUmlauts_IsOneLineOfUtf8()
    {
        _stage.Model.Enqueue(new ModelReply().Say("say \"hi\"\nto é 日本 \U0001F600"));

        using var response = await _stage.AskAsync("hi", isStream: true);
        var body = await response.Content.ReadAsStringAsync(Cancellation);

        body.ShouldContain("""data: {"type":"text","text":"say \"hi\"\nto é 日本 """);
        response.Headers.CacheControl?.NoCache.ShouldBe(true);
    }

    [Fact]
    public async Task Events_OfAToolCall_ComeInOrderAndLeaveTextAndErrorToTheirOwn()
    {
        _stage.Model.Enqueue(
            new ModelReply().Say("Let me see. ").Call("echo", new { text = "x" }),
            new ModelReply().Say("It said x."));

        using var response = await _stage.AskAsync("hi", isStream: true);
        var events = await response.ReadEventsAsync();

        events.Select(ServerSentEvents.Type).Distinct().ShouldBe(["text", "tool_call", "tool_result", "usage", "done"]);
        events.Where(e => e.Type() is not ("text" or "error"))
            .SelectMany(e => e.EnumerateObject().Select(member => member.Name))
            .ShouldNotContain(name => name == "text" || name == "error");
        var call = events.Single(e => e.Type() == "tool_call");
        call.GetProperty("tool").GetString().ShouldBe("echo");
        call.GetProperty("server").GetString().ShouldBe("tools");
        call.GetProperty("arguments").GetProperty("text").GetString().ShouldBe("x");
        events.Single(e => e.Type() == "tool_result").GetProperty("output").GetString().ShouldBe("""echo: {"text":"x"}""");
    }

    [Fact]
    public async Task FirstText_ArrivesBeforeTheModelIsDone()
    {
        var gate = new TaskCompletionSource();
        _stage.Model.Enqueue(new ModelReply().Say("early").WaitFor(gate.Task).Say(" late"));

        using var response = await _stage.AskAsync("hi", isStream: true);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        var first = await reader.ReadLineAsync(Cancellation);

        first.ShouldBe("""data: {"type":"text","text":"early"}""");
        gate.SetResult();
        (await reader.ReadToEndAsync(Cancellation)).ShouldContain(" late");
    }

    [Fact]
    public async Task FailureInMidStream_Is200WithAnErrorEventAtTheEnd()
    {
        _stage.Model.Enqueue(new ModelReply().Say("some words").Fail("ModelStreamErrorException", "inner words of the model"));

        using var response = await _stage.AskAsync("hi", isStream: true);
        var events = await response.ReadEventsAsync();

        ((int)response.StatusCode).ShouldBe(200);
        var error = events[^1];
        error.Type().ShouldBe("error");
        error.GetProperty("error").GetString().ShouldNotBeNullOrWhiteSpace();
        error.GetProperty("error").GetString()!.ShouldNotContain("inner words");
        error.GetProperty("error_type").GetString().ShouldBe("model_failed");
        error.GetProperty("message").GetString().ShouldBe("An error occurred during streaming");
        error.GetProperty("request_id").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task CallerGoneInMidStream_StopsTheTurnAndKeepsWhatWasSaid()
    {
        var reply = new ModelReply().Say("endless").Hang();
        _stage.Model.Enqueue(reply);
        var gauge = _stage.App.Services.GetRequiredService<BusyGauge>();

        using (var response = await _stage.AskAsync("hi", "one-session", isStream: true))
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
            await reader.ReadLineAsync(Cancellation);
            gauge.Running.ShouldBe(1);
        }

        await reply.Abandoned.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        await Eventually.TrueAsync(() => gauge.Running == 0, "the turn to end");

        _stage.Model.Enqueue(new ModelReply().Say("Hello again"));
        using var next = await _stage.AskAsync("still there?", "one-session");
        (await next.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("Hello again");
        var messages = _stage.Model.Requests[^1].Body.GetProperty("messages");
        messages.GetArrayLength().ShouldBe(3);
        messages[1].GetProperty("content")[0].GetProperty("text").GetString()
            .ShouldBe("endless\n\n[The answer broke off: the caller went away.]");
    }
}
