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
    [InlineData(
        """{"type":"object","properties":{"a":{"$ref":"#/$defs/P","description":"who"}},"$defs":{"P":{"type":"object","properties":{"n":{"type":"string"}}}}}""",
        """{"type":"object","properties":{"a":{"type":"object","properties":{"n":{"type":"string"}},"description":"who"}}}""")]
    [InlineData(
        """{"type":"object","properties":{"a":{"anyOf":[{"$ref":"#/definitions/x~1y"},{"$ref":"#/nowhere"}]}},"definitions":{"x/y":{"type":"null"}}}""",
        """{"type":"object","properties":{"a":{"anyOf":[{"type":"null"},{}]}}}""")]
    public void Normalise_KeepsWhatTheSchemaSays(string schema, string expected) =>
        ToolSchema.Normalise(JsonElement.Parse(schema)).GetRawText().ShouldBe(expected);

    [Fact]
    public void Normalise_OfASchemaThatHoldsItself_EndsWithoutAReference()
    {
        const string tree = """{"type":"object","properties":{"t":{"$ref":"#/$defs/T"}},"$defs":{"T":{"type":"object","properties":{"next":{"$ref":"#/$defs/T"}}}}}""";

        ToolSchema.Normalise(JsonElement.Parse(tree)).GetRawText().ShouldNotContain("$ref");
    }

    [Fact]
    public void Normalise_OfASchemaThatGrowsWithoutBound_IsRefused()
    {
        var twigs = string.Join(",", Enumerable.Range(0, 12).Select(i => $"\"p{i}\":{{\"$ref\":\"#/$defs/T\"}}"));
        var bush = $"{{\"type\":\"object\",\"properties\":{{{twigs}}},\"$defs\":{{\"T\":{{\"type\":\"object\",\"properties\":{{{twigs}}}}}}}}}";

        Should.Throw<InvalidOperationException>(() => ToolSchema.Normalise(JsonElement.Parse(bush)));
    }
}
