using System.Text.Json;
using AgentStack.Agent.Telemetry;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Tests.Telemetry;

public sealed class CapturedContentTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(63)]
    [InlineData(100)]
    [InlineData(900)]
    public void Arguments_NestedDeep_AreCaptured(int depth)
    {
        var value = Nested(depth);

        CapturedContent.Arguments(new Dictionary<string, object?> { ["a"] = value }).ShouldBe($$"""{"a":{{value.GetRawText()}}}""");
        CapturedContent.Messages([Calling(value)]).ShouldContain(value.GetRawText());
    }

    [Fact]
    public void Arguments_NestedBeyondAllReason_DoNotThrow()
    {
        CapturedContent.Arguments(new Dictionary<string, object?> { ["a"] = Nested(1500) }).ShouldBe("(not captured)");
        CapturedContent.Messages([Calling(Nested(1500))]).ShouldBe("(not captured)");
    }

    [Fact]
    public void Argument_WithoutAValue_IsNull() =>
        CapturedContent.Arguments(new Dictionary<string, object?> { ["a"] = default(JsonElement) }).ShouldBe("""{"a":null}""");

    private static ChatMessage Calling(JsonElement value) =>
        new(ChatRole.Assistant, [new FunctionCallContent("1", "t", new Dictionary<string, object?> { ["a"] = value })]);

    private static JsonElement Nested(int depth)
    {
        var text = new string('[', depth) + new string(']', depth);
        return JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = depth });
    }
}
