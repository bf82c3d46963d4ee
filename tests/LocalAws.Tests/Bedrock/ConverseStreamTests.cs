using System.Net;
using System.Text;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.LocalAws.Bedrock.Streaming;
using AgentStack.LocalAws.Faults;
using AgentStack.Tests.Shared;

namespace AgentStack.LocalAws.Tests.Bedrock;

public sealed class ConverseStreamTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Crc32_CheckValue_IsTheStandards() =>
        Crc32.Compute("123456789"u8).ShouldBe(0xCBF43926u);

    [Fact]
    public async Task ConverseStream_Text_ComesInOrderedEvents()
    {
        await using var host = await BedrockHost.StartAsync();
        host.Model.Enqueue(new ModelReply().Say("Grüße, ", "world"));

        using var response = await host.PostAsync(Requests.StreamPath, Requests.Prompt("hello"), Token);
        var frames = await Frames.ReadAsync(response, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/vnd.amazon.eventstream");
        frames.Select(frame => frame.Event).ShouldBe(
            ["messageStart", "contentBlockDelta", "contentBlockDelta", "contentBlockStop", "messageStop", "metadata"]);
        frames.ShouldAllBe(frame => frame.Headers[":message-type"] == "event" && frame.Headers[":content-type"] == "application/json");
        frames[0].Payload["role"]!.GetValue<string>().ShouldBe("assistant");
        Text(frames).ShouldBe("Grüße, world");
        frames[3].Payload["contentBlockIndex"]!.GetValue<int>().ShouldBe(0);
        frames[4].Payload["stopReason"]!.GetValue<string>().ShouldBe("end_turn");
        frames[5].Payload["usage"]!["totalTokens"]!.GetValue<int>().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task ConverseStream_ParallelToolCalls_AreBlocksOfTheirOwn()
    {
        await using var host = await BedrockHost.StartAsync();

        using var response = await host.PostAsync(
            Requests.StreamPath,
            Requests.Prompt("Add 2 and 3, and also add 10 and 20", Requests.ToolsOfArithmetic),
            Token);
        var frames = await Frames.ReadAsync(response, Token);

        var starts = frames.FindAll(frame => frame.Event == "contentBlockStart");
        starts.Select(frame => frame.Payload["start"]!["toolUse"]!["name"]!.GetValue<string>()).ShouldBe(["add_numbers", "add_numbers"]);
        starts.Select(frame => frame.Payload["start"]!["toolUse"]!["toolUseId"]!.GetValue<string>()).ShouldBeUnique();
        Input(frames, 0).ShouldBe("{\"a\":2,\"b\":3}");
        Input(frames, 1).ShouldBe("{\"a\":10,\"b\":20}");
        frames.Count(frame => frame.Event == "contentBlockStop").ShouldBe(2);
        frames.Find(frame => frame.Event == "messageStop")!.Payload["stopReason"]!.GetValue<string>().ShouldBe("tool_use");
    }

    [Fact]
    public async Task ConverseStream_OfflineText_ComesInSeveralChunks()
    {
        await using var host = await BedrockHost.StartAsync();

        using var response = await host.PostAsync(Requests.StreamPath, Requests.Prompt("hello"), Token);
        var frames = await Frames.ReadAsync(response, Token);

        frames.Count(frame => frame.Event == "contentBlockDelta").ShouldBeGreaterThan(3);
        Text(frames).ShouldStartWith("Hello! I am AgentStack's offline model.");
    }

    [Fact]
    public async Task ConverseStream_EachEvent_IsFlushedAtOnce()
    {
        await using var host = await BedrockHost.StartAsync();
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Model.Enqueue(new ModelReply().Say("first").WaitFor(gate.Task).Say("second"));

        using var response = await host.PostAsync(Requests.StreamPath, Requests.Prompt("hello"), Token);
        await using var stream = await response.Content.ReadAsStreamAsync(Token);
        var seen = "";
        var buffer = new byte[4096];
        while (!seen.Contains("first", StringComparison.Ordinal))
            seen += Encoding.UTF8.GetString(buffer.AsSpan(0, await stream.ReadAsync(buffer, Token)));

        seen.ShouldNotContain("second");
        gate.SetResult();
        using var rest = new StreamReader(stream);
        (await rest.ReadToEndAsync(Token)).ShouldContain("second");
    }

    [Fact]
    public async Task ConverseStream_ScriptedDelay_WaitsForTheClock()
    {
        var clock = new FakeClock();
        await using var host = await BedrockHost.StartAsync(clock: clock);
        host.Model.Enqueue(new ModelReply().Wait(TimeSpan.FromMinutes(5)).Say("late"));

        var pending = host.PostAsync(Requests.StreamPath, Requests.Prompt("hello"), Token);
        await Eventually.TrueAsync(() => clock.PendingTimers > 0, "the model to wait");
        pending.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromMinutes(5));

        using var response = await pending;
        Text(await Frames.ReadAsync(response, Token)).ShouldBe("late");
    }

    [Theory]
    [InlineData("ThrottlingException", "throttlingException")]
    [InlineData("InternalServerException", "internalServerException")]
    [InlineData("ModelTimeoutException", "modelStreamErrorException")]
    public async Task ConverseStream_ScriptedErrorLater_IsAnExceptionEvent(string code, string expected)
    {
        await using var host = await BedrockHost.StartAsync();
        host.Model.Enqueue(new ModelReply().Say("Well").Fail(code, "Not now."));

        using var response = await host.PostAsync(Requests.StreamPath, Requests.Prompt("hello"), Token);
        var frames = await Frames.ReadAsync(response, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        frames[^1].Exception.ShouldBe(expected);
        frames[^1].Headers[":message-type"].ShouldBe("exception");
        frames[^1].Payload["message"]!.GetValue<string>().ShouldBe("Not now.");
    }

    [Fact]
    public async Task ConverseStream_ErrorFault_BreaksOffAfterSomeText()
    {
        await using var host = await BedrockHost.StartAsync(new StreamFault(FaultKind.StreamError));

        using var response = await host.PostAsync(Requests.StreamPath, Requests.Prompt("hello"), Token);
        var frames = await Frames.ReadAsync(response, Token);

        Text(frames).ShouldNotBeEmpty();
        frames[^1].Exception.ShouldBe("modelStreamErrorException");
    }

    [Fact]
    public async Task ConverseStream_CutFault_EndsTheConnectionInsideAFrame()
    {
        await using var host = await BedrockHost.StartAsync(new StreamFault(FaultKind.CutStream));

        await Should.ThrowAsync<HttpRequestException>(async () =>
        {
            using var response = await host.PostAsync(Requests.StreamPath, Requests.Prompt("hello"), Token);
            await response.Content.ReadAsByteArrayAsync(Token);
        });
    }

    [Fact]
    public async Task ConverseStream_ErrorFaultBeforeContent_IsTheCodeItWasToldInA200()
    {
        await using var host = await BedrockHost.StartAsync(new StreamFault(FaultKind.StreamError, After: 0, "ThrottlingException"));

        using var response = await host.PostAsync(Requests.StreamPath, Requests.Prompt("hello"), Token);
        var frames = await Frames.ReadAsync(response, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        frames.Select(frame => frame.Event ?? frame.Exception).ShouldBe(["messageStart", "throttlingException"]);
    }

    [Fact]
    public async Task ConverseStream_StallFault_GoesSilentAfterSoManyPieces()
    {
        await using var host = await BedrockHost.StartAsync(new StreamFault(FaultKind.Stall, After: 2));
        var reply = new ModelReply().Say("one", "two", "three");
        host.Model.Enqueue(reply);

        using (var response = await host.PostAsync(Requests.StreamPath, Requests.Prompt("hello"), Token))
        {
            await using var body = await response.Content.ReadAsStreamAsync(Token);
            var bytes = new byte[4096];
            var read = 0;
            while (!Encoding.UTF8.GetString(bytes, 0, read).Contains("two", StringComparison.Ordinal))
                read += await body.ReadAsync(bytes.AsMemory(read), Token);

            reply.Abandoned.IsCompleted.ShouldBeFalse();
            Encoding.UTF8.GetString(bytes, 0, read).ShouldNotContain("three");
        }

        await reply.Abandoned.WaitAsync(TimeSpan.FromSeconds(60), Token);
    }

    [Fact]
    public async Task ConverseStream_ClientGone_StopsTheModel()
    {
        await using var host = await BedrockHost.StartAsync();
        var reply = new ModelReply().Say("first").Hang();
        host.Model.Enqueue(reply);

        using (await host.PostAsync(Requests.StreamPath, Requests.Prompt("hello"), Token))
            reply.Abandoned.IsCompleted.ShouldBeFalse();

        await reply.Abandoned.WaitAsync(TimeSpan.FromSeconds(60), Token);
    }

    private static string Text(List<Frame> frames) =>
        string.Concat(frames.Select(frame => frame.Payload["delta"]?["text"]?.GetValue<string>()));

    private static string Input(List<Frame> frames, int block) => string.Concat(frames
        .Where(frame => frame.Event == "contentBlockDelta" && frame.Payload["contentBlockIndex"]!.GetValue<int>() == block)
        .Select(frame => frame.Payload["delta"]!["toolUse"]!["input"]!.GetValue<string>()));
}
