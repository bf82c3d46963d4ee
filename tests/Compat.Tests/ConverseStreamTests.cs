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

    private static async Task<List<ChatResponseUpdate>> ReadAsync(params byte[][] frames)
    {
        await using var server = await WireServer.StartAsync(async (response, _) =>
        {
            response.ContentType = "application/vnd.amazon.eventstream";
            foreach (var frame in frames)
            {
                await response.Body.WriteAsync(frame);
            }
        });
        using var runtime = BedrockClients.For(server);
        List<ChatResponseUpdate> updates = [];
        var stream = runtime.AsIChatClient("m").GetStreamingResponseAsync("go");
        await foreach (var update in stream.WithCancellation(TestContext.Current.CancellationToken))
        {
            updates.Add(update);
        }

        return updates;
    }
}
