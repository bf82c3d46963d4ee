using System.Text.Json;

namespace AgentStack.Schemas.Tests;

public sealed class ArgumentCheckTests
{
    private const string Tree = """
        "$defs":{"node":{"type":"object","properties":{"name":{"type":"string"},"next":{"$ref":"#/$defs/node"}},"required":["name"]}}
        """;

    [Theory]
    [InlineData("""{"type":"string"}""", "5", "\"x\" must be a string, not 5")]
    [InlineData("""{"type":["string","null"]}""", "5", "\"x\" must be a string or null, not 5")]
    [InlineData("""{"type":"integer"}""", "1.5", "\"x\" must be a whole number, not 1.5")]
    [InlineData("""{"type":"number"}""", "1e999", "\"x\" must be a number that a double can hold")]
    [InlineData("""{"enum":["a","b",3]}""", "\"c\"", "\"x\" must be one of \"a\", \"b\", 3, not the string \"c\"")]
    [InlineData("""{"const":{"a":1}}""", "{}", "\"x\" must be one of {\"a\":1}, not an object")]
    [InlineData("""{"minimum":2}""", "1", "\"x\" must be at least 2")]
    [InlineData("""{"exclusiveMaximum":2}""", "2", "\"x\" must be less than 2")]
    [InlineData("""{"multipleOf":0.1}""", "0.35", "\"x\" must be a multiple of 0.1")]
    [InlineData("""{"maxLength":2}""", "\"😀😀😀\"", "\"x\" must have at most 2 characters")]
    [InlineData("""{"pattern":"^[a-z]+$"}""", "\"A\"", "\"x\" must match the pattern ^[a-z]+$")]
    [InlineData("""{"minItems":1}""", "[]", "\"x\" must have at least 1 items")]
    [InlineData("""{"uniqueItems":true}""", "[1,2,1.0]", "\"x\" must not have an item twice")]
    [InlineData("""{"items":{"type":"string"}}""", "[\"a\",7]", "\"x[1]\" must be a string, not 7")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}""", "[\"a\",\"b\"]", "\"x[1]\" must be a whole number, not the string \"b\"")]
    [InlineData("""{"items":[{"type":"string"}]}""", "[7,7]", "\"x[0]\" must be a string, not 7")]
    [InlineData("""{"minProperties":1}""", "{}", "\"x\" must have at least 1 properties")]
    [InlineData("""{"required":["y"],"properties":{"y":{"enum":[1,2]}}}""", "{}", "\"x.y\" is required (one of 1, 2)")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", "{\"a\":1}", "\"x.b\" is required (any value)")]
    [InlineData("""{"properties":{"y":{}},"additionalProperties":false}""", "{\"z\":1}", "\"x.z\" is not an argument; this tool takes \"y\"")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", "{\"z\":1}", "\"x.z\" must be a string, not 1")]
    [InlineData("""{"patternProperties":{"^n_":{"type":"number"}},"additionalProperties":false}""", "{\"n_a\":\"1\"}", "\"x.n_a\" must be a number, not the string \"1\"")]
    [InlineData("false", "1", "\"x\" is not allowed")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "5", "\"x\" must be a string or null, not 5")]
    [InlineData("""{"anyOf":[{"type":"object","required":["y"]},{"type":"null"}]}""", "{}", "\"x.y\" is required (any value)")]
    [InlineData("""{"oneOf":[{"type":"string","maxLength":1},{"type":"string","pattern":"^z"}]}""", "\"ab\"", "\"x\" fits none of the alternatives: \"x\" must have at most 1 characters, or \"x\" must match the pattern ^z")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "1", "\"x\" must fit only one of the schema's 2 alternatives, not 2")]
    [InlineData("""{"allOf":[{"type":"number"},{"minimum":3}]}""", "1", "\"x\" must be at least 3")]
    [InlineData("""{"$ref":"#/$defs/node"}""", "{\"name\":\"a\",\"next\":{\"name\":1}}", "\"x.next.name\" must be a string, not 1")]
    public void Check_ValueAgainstTheSchema_SaysWhatIsAllowed(string schema, string value, string problem) =>
        Check(schema, value).ShouldBe([problem]);

    [Theory]
    [InlineData("""{"type":"integer"}""", "1.0")]
    [InlineData("""{"type":"integer"}""", "1e2")]
    [InlineData("""{"type":"string","nullable":true,"enum":["a"]}""", "null")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"no date\"")]
    [InlineData("""{"multipleOf":0.1}""", "0.3")]
    [InlineData("""{"enum":[1]}""", "1.0")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "null")]
    [InlineData("""{"pattern":"^.{1,2}$"}""", "\"😀😀\"")]
    [InlineData("true", "1")]
    [InlineData("{}", "[null]")]
    [InlineData("""{"$ref":"#/$defs/node"}""", "{\"name\":\"a\",\"next\":{\"name\":\"b\"}}")]
    public void Check_ValueThatTheSchemaTakes_SaysNothing(string schema, string value) => Check(schema, value).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"type":"file"}""")]
    [InlineData("""{"type":[]}""")]
    [InlineData("""{"type":7,"minimum":"low","required":true,"properties":[],"items":3,"enum":{},"pattern":5}""")]
    [InlineData("""{"pattern":"(unclosed"}""")]
    [InlineData("""{"pattern":"^(a+)+$"}""")]
    [InlineData("""{"$ref":"#/$defs/gone"}""")]
    [InlineData("""{"$ref":"https://example.com/schema.json"}""")]
    [InlineData("""{"$ref":"#/properties/x"}""")]
    [InlineData("""{"anyOf":[{"$ref":"#/properties/x"},{"$ref":"#/properties/x"}]}""")]
    [InlineData("""{"if":{"type":"string"},"then":false,"unevaluatedProperties":false,"contentMediaType":"x","$id":"y"}""")]
    [InlineData("\"no schema\"")]
    [InlineData("null")]
    public void Check_SchemaThatCannotBeUnderstood_HoldsNothingAgainstACall(string schema) =>
        Check(schema, $"\"{new string('a', 40)}!\"").ShouldBeEmpty();

    [Theory]
    [InlineData("""{"patternProperties":{"^(a+)+$":{"type":"number"}}}""")]
    [InlineData("""{"patternProperties":{"^(a+)+$":{"type":"number"}},"additionalProperties":false}""")]
    [InlineData("""{"patternProperties":{"(unclosed":{"type":"number"}}}""")]
    public void Check_NamesThatAPatternCannotTell_AreNotHeldToItsSchema(string schema) =>
        Check(schema, $$"""{"{{new string('a', 40)}}!":"text"}""").ShouldBeEmpty();

    [Fact]
    public void Check_AlternativesThatAPatternCannotTellApart_TakeTheValue() =>
        Check("""{"oneOf":[{"pattern":"^(a+)+$"},{"type":"string"}]}""", $"\"{new string('a', 40)}!\"").ShouldBeEmpty();

    [Fact]
    public void Check_OneProblemFoundTwice_IsSaidOnce() =>
        Check("""{"allOf":[{"type":"string"},{"type":"string"}]}""", "5").ShouldBe(["\"x\" must be a string, not 5"]);

    [Fact]
    public void Check_NoArgumentsAtAll_IsAnEmptyObject() =>
        ArgumentCheck.Check(Json("""{"required":["a"]}"""), default).ShouldBe(["\"a\" is required (any value)"]);

    [Fact]
    public void Check_AlternativesOfTheWhole_AreNamedSo() =>
        ArgumentCheck.Check(Json("""{"anyOf":[{"required":["a"]},{"required":["b"]}]}"""), Json("{}")).ShouldBe(
            ["the whole of the arguments fits none of the alternatives: \"a\" is required (any value), or \"b\" is required (any value)"]);

    [Fact]
    public void Check_ManyProblems_AreCutOffAfterTen()
    {
        var problems = Check("""{"items":{"type":"string"}}""", $"[{string.Join(',', Enumerable.Range(0, 1000))}]");

        problems.Count.ShouldBe(11);
        problems[^1].ShouldBe("and more");
    }

    [Fact]
    public void Check_LongNamesAndValues_AreRepeatedInPart()
    {
        var name = new string('n', 10_000);

        ArgumentCheck.Check(Json("""{"additionalProperties":{"const":1}}"""), Json($$"""{"{{name}}":"{{name}}"}"""))
            .ShouldHaveSingleItem().Length.ShouldBeLessThan(200);
    }

    [Fact]
    public void Check_OtherRuleForWholeNumbers_IsFollowed() =>
        ArgumentCheck.Check(Json("""{"properties":{"x":{"type":"integer"}}}"""), Json("""{"x":1.0}"""), number => number.TryGetInt64(out _))
            .ShouldBe(["\"x\" must be a whole number, not 1.0"]);

    private static IReadOnlyList<string> Check(string schema, string value) =>
        ArgumentCheck.Check(Json($$"""{"type":"object","properties":{"x":{{schema}}},{{Tree}}}"""), Json($$"""{"x":{{value}}}"""));

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
