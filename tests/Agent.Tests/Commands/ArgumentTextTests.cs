using System.Text.Json;
using AgentStack.Agent.Commands;
using AgentStack.Settings;

namespace AgentStack.Agent.Tests.Commands;

public sealed class ArgumentTextTests
{
    private static readonly JsonElement Schema = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "text": { "type": "string" },
            "count": { "type": "integer" },
            "ratio": { "type": "number" },
            "flag": { "type": "boolean" },
            "nothing": { "type": ["integer", "null"] },
            "maybe": { "type": ["string", "null"] },
            "tags": { "type": "array", "items": { "type": "string" } },
            "numbers": { "type": "array", "items": { "$ref": "#/$defs/number" } },
            "place": { "$ref": "#/$defs/place" },
            "either": { "anyOf": [{ "type": "integer" }, { "type": "boolean" }] },
            "size": { "enum": ["small", "large"] },
            "anything": {},
            "loop": { "$ref": "#/properties/loop" },
            "anchored": { "$ref": "#count" },
            "indexed": { "$ref": "#/allOf/0/properties/inner" }
          },
          "allOf": [{ "properties": { "inner": { "type": "integer" } } }],
          "$defs": { "number": { "type": "number" }, "place": { "type": "object" }, "count": { "$anchor": "count", "type": "string" } }
        }
        """);

    [Theory]
    [InlineData("text", "2", "\"2\"")]
    [InlineData("text", "true", "\"true\"")]
    [InlineData("text", "{\"a\":1}", "\"{\\u0022a\\u0022:1}\"")]
    [InlineData("text", "", "\"\"")]
    [InlineData("text", "a=b", "\"a=b\"")]
    [InlineData("count", "2", "2")]
    [InlineData("count", "two", "\"two\"")]
    [InlineData("ratio", "1.50", "1.50")]
    [InlineData("ratio", "123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("flag", "true", "true")]
    [InlineData("flag", "yes", "\"yes\"")]
    [InlineData("nothing", "null", "null")]
    [InlineData("maybe", "null", "\"null\"")]
    [InlineData("tags", "one", "[\"one\"]")]
    [InlineData("tags", "[\"one\",\"two\"]", "[\"one\",\"two\"]")]
    [InlineData("numbers", "1", "[1]")]
    [InlineData("place", "{\"city\":\"Oslo\"}", "{\"city\":\"Oslo\"}")]
    [InlineData("either", "true", "true")]
    [InlineData("either", "7", "7")]
    [InlineData("size", "small", "\"small\"")]
    [InlineData("anything", "2", "2")]
    [InlineData("anything", "two", "\"two\"")]
    [InlineData("unheard_of", "{\"a\":[1]}", "{\"a\":[1]}")]
    [InlineData("inner", "3", "3")]
    [InlineData("loop", "x", "\"x\"")]
    [InlineData("anchored", "2", "\"2\"")]
    [InlineData("indexed", "x", "\"x\"")]
    public void Value_OfAnArgument_HasTheTypeOfTheSchema(string name, string text, string json) =>
        ArgumentText.Read(Schema, name, [text]).GetRawText().ShouldBe(json);

    [Theory]
    [InlineData("tags", "[\"1\",\"b\"]", "1", "b")]
    [InlineData("numbers", "[1,2]", "1", "2")]
    [InlineData("unheard_of", "[1,\"b\"]", "1", "b")]
    public void Value_GivenSeveralTimes_IsAList(string name, string json, params string[] values) =>
        ArgumentText.Read(Schema, name, values).GetRawText().ShouldBe(json);

    [Fact]
    public void Value_GivenSeveralTimesWhereThereIsPlaceForOne_IsRefused() =>
        Should.Throw<SettingsException>(() => ArgumentText.Read(Schema, "count", ["1", "2"]))
            .Problems.ShouldHaveSingleItem().ShouldContain("--arg count is given 2 times");
}
