using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;
using Microsoft.Extensions.AI;

namespace AgentStack.Compat.Tests;

public sealed class ConverseStreamTests
{
    private static readonly byte[] Start = Frames.Event("messageStart", """{"role":"assistant"}""");
    private static readonly byte[] Text =
        Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"text":"hi"}}""");

    [Fact]
    public async Task Stream_ToolInputInPieces_IsOneCall()
    {
        var updates = await ReadAsync(
            Start,
            Text,
            Frames.Event("contentBlockStart", """{"contentBlockIndex":1,"start":{"toolUse":{"toolUseId":"t","name":"add"}}}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":1,"delta":{"toolUse":{"input":"{\"a\""}}}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":1,"delta":{"toolUse":{"input":":1}"}}}"""),
            Frames.Event("contentBlockStop", """{"contentBlockIndex":1}"""),
            Frames.Event("messageStop", """{"stopReason":"tool_use"}"""),
            Frames.Event("metadata", """{"usage":{"inputTokens":1,"outputTokens":2,"totalTokens":3},"metrics":{"latencyMs":1}}"""));

        var response = updates.ToChatResponse();
        response.Text.ShouldBe("hi");
        response.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        response.Usage!.TotalTokenCount.ShouldBe(3);
        response.Messages.Single().Contents.OfType<FunctionCallContent>().Single().Arguments!["a"]!.ToString()
            .ShouldBe("1");
    }

    [Fact]
    public async Task Stream_InputThatIsNoJson_SetsTheCallsException()
    {
        var updates = await ReadAsync(
            Frames.Event("contentBlockStart", """{"contentBlockIndex":0,"start":{"toolUse":{"toolUseId":"t","name":"add"}}}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"toolUse":{"input":"{"}}}"""),
            Frames.Event("contentBlockStop", """{"contentBlockIndex":0}"""));

        var call = updates.SelectMany(u => u.Contents).OfType<FunctionCallContent>().Single();
        call.Arguments.ShouldBeNull();
        call.Exception.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public async Task Stream_ExceptionEvent_IsThrownWithItsKind()
    {
        var error = await Should.ThrowAsync<BedrockRuntimeEventStreamException>(() => ReadAsync(
            Start, Frames.Exception("throttlingException", """{"message":"slow"}""")));

        error.InnerException.ShouldBeOfType<ThrottlingException>().Message.ShouldBe("slow");
    }

    [Fact]
    public async Task Stream_DamagedFrame_IsRefused()
    {
        var damaged = (byte[])Text.Clone();
        damaged[^6] ^= 1;

        await Should.ThrowAsync<BedrockRuntimeEventStreamException>(() => ReadAsync(Start, damaged));
    }

    [Fact]
    public async Task Stream_OfAGuardedAnswer_HandsOnTheEventsAsTheyCame()
    {
        var updates = await ReadAsync(
            Start,
            Text,
            Frames.Event("contentBlockStop", """{"contentBlockIndex":0}"""),
            Frames.Event("messageStop", """{"stopReason":"guardrail_intervened"}"""),
            Frames.Event(
                "metadata",
                """{"usage":{"inputTokens":1,"outputTokens":2,"totalTokens":8,"cacheReadInputTokens":5,"cacheWriteInputTokens":0},"metrics":{"latencyMs":1},"trace":{"guardrail":{"actionReason":"Guardrail blocked.","inputAssessment":{"g":{"topicPolicy":{"topics":[{"name":"T","type":"DENY","action":"BLOCKED","detected":true}]},"invocationMetrics":{"guardrailProcessingLatency":7}}},"outputAssessments":{"g":[{"sensitiveInformationPolicy":{"piiEntities":[{"type":"EMAIL","match":"x","action":"ANONYMIZED"}],"regexes":[]}}]}}}}"""));

        updates.Last().FinishReason.ShouldBe(ChatFinishReason.ContentFilter);
        updates.Select(update => update.RawRepresentation).OfType<MessageStopEvent>().Single().StopReason
            .ShouldBe(StopReason.Guardrail_intervened);
        var metadata = updates[^1].RawRepresentation.ShouldBeOfType<ConverseStreamMetadataEvent>();
        var guardrail = metadata.Trace.Guardrail;
        guardrail.ActionReason.ShouldBe("Guardrail blocked.");
        guardrail.InputAssessment["g"].TopicPolicy.Topics.Single().Action.ShouldBe(GuardrailTopicPolicyAction.BLOCKED);
        guardrail.OutputAssessments["g"].Single().SensitiveInformationPolicy.PiiEntities.Single().Type.Value.ShouldBe("EMAIL");
        metadata.Usage.CacheReadInputTokens.ShouldBe(5);
        updates.ToChatResponse().Usage!.AdditionalCounts!["CacheReadInputTokens"].ShouldBe(5);
    }

    [Fact]
    public async Task Stream_Events_AreHeardBesideTheUpdates()
    {
        await using var server = await ServeAsync(Start, Text);
        using var runtime = BedrockClients.For(server);
        var response = await runtime.ConverseStreamAsync(
            new ConverseStreamRequest { ModelId = "m" }, TestContext.Current.CancellationToken);
        List<Type> heard = [];
        response.Stream.EventReceived += (_, received) => heard.Add(received.EventStreamEvent.GetType());
        await foreach (var update in response.Stream)
        {
            heard.ShouldContain(update.GetType());
        }

        heard.ShouldBe([typeof(MessageStartEvent), typeof(ContentBlockDeltaEvent)]);
    }

    [Fact]
    public async Task Stream_Reasoning_KeepsItsSignatureAndWhatIsRedacted()
    {
        var updates = await ReadAsync(
            Start,
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"hm"}}}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"sig"}}}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":1,"delta":{"reasoningContent":{"redactedContent":"AQI="}}}"""));

        var reasoning = updates.SelectMany(update => update.Contents).OfType<TextReasoningContent>().ToList();
        reasoning.Select(content => content.Text).ShouldBe(["hm", "", ""]);
        reasoning[1].ProtectedData.ShouldBe("sig");
        reasoning[2].AdditionalProperties!["RedactedContent"].ShouldBe(new byte[] { 1, 2 });
    }

    private static async Task<List<ChatResponseUpdate>> ReadAsync(params byte[][] frames)
    {
        await using var server = await ServeAsync(frames);
        using var runtime = BedrockClients.For(server);
        List<ChatResponseUpdate> updates = [];
        var stream = runtime.AsIChatClient("m").GetStreamingResponseAsync("go");
        await foreach (var update in stream.WithCancellation(TestContext.Current.CancellationToken))
        {
            updates.Add(update);
        }

        return updates;
    }

    private static Task<WireServer> ServeAsync(params byte[][] frames) => WireServer.StartAsync(async (response, _) =>
    {
        response.ContentType = "application/vnd.amazon.eventstream";
        foreach (var frame in frames)
        {
            await response.Body.WriteAsync(frame);
        }
    });
}
