using System.Text.Json;
using AgentStack.Agent.Tools;

namespace AgentStack.Agent.Tests.Tools;

public sealed class ToolSchemaTests
{
    [Theory]
    [InlineData("""{}""", """{"type":"object","properties":{}}""")]
    [InlineData("""{"type":"object","properties":{"a":true}}""", """{"type":"object","properties":{"a":{}}}""")]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"number"}},"required":["a"]}""",
        """{"type":"object","properties":{"a":{"type":"number"}},"required":["a"]}""")]
    public void Normalise_KeepsWhatTheSchemaSays(string schema, string expected) =>
        ToolSchema.Normalise(JsonElement.Parse(schema)).GetRawText().ShouldBe(expected);
}
