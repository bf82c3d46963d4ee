using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentStack.Agent.Models;
using AgentStack.Agent.Turns;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Tests;

public sealed class EventSchemaTests
{
    private static readonly Dictionary<string, object?> Arguments = new() { ["text"] = "x", ["none"] = null };

    private static readonly TurnEvent[] Samples =
    [
        new TextEvent("Hel"),
        new ToolCallEvent("1", "echo", "tools", Arguments),
        new ToolCallEvent("1", "nothing", null, Arguments),
        new ToolProgressEvent("1", "echo", 1, 4, "began"),
        new ToolProgressEvent("1", "echo", 0.5, null, null),
        new ToolResultEvent("1", "echo", IsError: false, "", 0),
        new WarningEvent("Something is missing."),
        new WarningEvent("Something is missing.", WarningEvent.NotKept),
        new RetryEvent(2, 250, "model_throttled"),
        new GuardrailEvent("blocked", "input", ["contentPolicy"]),
        new GuardrailEvent("masked", null, []),
        new UsageEvent(ModelUsage.None, 0.25m),
        new UsageEvent(ModelUsage.None with { CostUsd = null }, null),
        new ApprovalEvent([new ApprovalRequest("1", "echo", null, Arguments, "Tools:Ask has echo")], "s", "r"),
        new DoneEvent("stop", "s", "r"),
        new ErrorEvent("It failed.", "internal_error", "r"),
    ];

    [Fact]
    public void Schema_DescribesEveryTypeOfTheCodeAndNoOther() =>
        EventSchema.Types.Order(StringComparer.Ordinal).ShouldBe(
            typeof(TurnEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
                .Select(derived => (string)derived.TypeDiscriminator!)
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Samples_CoverEveryTypeAndObeyTheSchema()
    {
        var schema = new EventSchema();

        Samples.Select(sample => sample.GetType()).Distinct()
            .ShouldBe(typeof(TurnEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TurnEvent))), ignoreOrder: true);
        Samples.SelectMany(sample => schema.Problems(ToJson(sample))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"type":"unheard_of"}""")]
    [InlineData("""{"text":"x"}""")]
    [InlineData("""{"type":"text","text":5}""")]
    [InlineData("""{"type":"done","stop_reason":"stop","session_id":"s"}""")]
    [InlineData("""{"type":"warning","message":"m","error":"e"}""")]
    [InlineData("""{"type":"error","error":"e","error_type":"Not A Word","request_id":"r","message":"An error occurred during streaming"}""")]
    public void Schema_RefusesWhatIsNoEvent(string json) => new EventSchema().Problems(JsonElement.Parse(json)).ShouldNotBeEmpty();

    [Fact]
    public void Schema_LetsNewMembersPass() =>
        new EventSchema().Problems(JsonElement.Parse("""{"type":"text","text":"x","new":1}""")).ShouldBeEmpty();

    private static JsonElement ToJson(TurnEvent turnEvent) =>
        JsonElement.Parse(JsonSerializer.SerializeToUtf8Bytes(turnEvent, TurnJson.Wire.TurnEvent));
}
