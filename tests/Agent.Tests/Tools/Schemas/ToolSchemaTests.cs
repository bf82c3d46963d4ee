using System.Text.Json;
using AgentStack.Agent.Tools.Schemas;

namespace AgentStack.Agent.Tests.Tools.Schemas;

public sealed class ToolSchemaTests
{
    [Theory]
    [InlineData("""{}""", """{"type":"object","properties":{}}""")]
    [InlineData("""true""", """{"type":"object","properties":{}}""")]
    [InlineData("""{"type":"object","properties":{"a":true}}""", """{"type":"object","properties":{"a":{}}}""")]
    [InlineData("""{"properties":{"a":false,"b":{"items":false}}}""", """{"type":"object","properties":{"b":{"items":{"not":{}}}}}""")]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"number"}},"required":["a"]}""",
        """{"type":"object","properties":{"a":{"type":"number"}},"required":["a"]}""")]
    [InlineData("""{"properties":{"a":{"type":"string"}},"required":["b","b",1]}""",
        """{"type":"object","properties":{"a":{"type":"string"},"b":{}},"required":["b"]}""")]
    [InlineData(
        """{"type":"object","properties":{"a":{"$ref":"#/$defs/P","description":"who"}},"$defs":{"P":{"type":"object","properties":{"n":{"type":"string"}}}}}""",
        """{"type":"object","properties":{"a":{"type":"object","properties":{"n":{"type":"string"}},"description":"who"}}}""")]
    [InlineData(
        """{"type":"object","properties":{"a":{"anyOf":[{"$ref":"#/definitions/x~1y"},{"$ref":"#/nowhere"}]}},"definitions":{"x/y":{"type":"null"}}}""",
        """{"type":"object","properties":{"a":{"anyOf":[{"type":"null"},{}]}}}""")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/$defs/P/anyOf/1"},"b":{"$ref":"#there"}},"$defs":{"P":{"anyOf":[{},{"type":"string"}]},"Q":{"$anchor":"there","type":"number"}}}""",
        """{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number"}}}""")]
    [InlineData(
        """{"properties":{"a":{"$ref":"https://example.com/x.json"},"b":{"$ref":"urn:part"}},"$defs":{"Q":{"$id":"urn:part","type":"number"}}}""",
        """{"type":"object","properties":{"a":{},"b":{"type":"number"}}}""")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/$defs/P","minLength":2,"maxLength":9}},"$defs":{"P":{"type":"string","minLength":1}}}""",
        """{"type":"object","properties":{"a":{"allOf":[{"type":"string","minLength":1},{"minLength":2,"maxLength":9}]}}}""")]
    [InlineData("""{"properties":{"a":{"type":"string","nullable":true,"default":null}}}""",
        """{"type":"object","properties":{"a":{"type":["string","null"]}}}""")]
    [InlineData("""{"properties":{"a":{"enum":["x",null,"x"]},"b":{"const":1},"c":{"const":null}}}""",
        """{"type":"object","properties":{"a":{"anyOf":[{"enum":["x"]},{"type":"null"}]},"b":{"enum":[1]},"c":{"type":"null"}}}""")]
    [InlineData("""{"properties":{"a":{"items":[{"type":"string"},true],"additionalItems":false}}}""",
        """{"type":"object","properties":{"a":{"prefixItems":[{"type":"string"},{}],"items":{"not":{}}}}}""")]
    [InlineData("""{"properties":{"a":{"minimum":0,"exclusiveMinimum":true,"maximum":1e999,"x-odd":1,"type":"any","pattern":"("}}}""",
        """{"type":"object","properties":{"a":{"exclusiveMinimum":0}}}""")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","$id":"x","title":"T","type":"object","properties":{"a":{"type":"string","description":"one\u0000\u202etwo"}}}""",
        """{"type":"object","properties":{"a":{"type":"string","description":"one two"}}}""")]
    public void Offer_KeepsWhatTheSchemaSays(string schema, string expected) => Offered(schema).GetRawText().ShouldBe(expected);

    [Theory]
    [InlineData(
        """{"oneOf":[{"properties":{"kind":{"const":"circle"},"r":{"type":"number"}},"required":["kind","r"]},{"properties":{"kind":{"const":"square"},"side":{"type":"number"}},"required":["kind","side"]}]}""",
        """{"type":"object","properties":{"kind":{"enum":["circle","square"]},"r":{"type":"number"},"side":{"type":"number"}},"required":["kind"]}""",
        "Pass the arguments of exactly one of these: (kind: \"circle\", r) or (kind: \"square\", side).")]
    [InlineData(
        """{"type":"object","properties":{"pid":{"type":"integer"},"name":{"type":"string"}},"anyOf":[{"required":["pid"]},{"required":["name"]},{"type":"null"}]}""",
        """{"type":"object","properties":{"pid":{"type":"integer"},"name":{"type":"string"}}}""",
        "Pass the arguments of at least one of these: (pid) or (name).")]
    [InlineData(
        """{"type":"object","properties":{"id":{},"ID":{},"to":{}},"dependentRequired":{"to":["ID"]},"anyOf":[{"required":["id"]},{"required":["ID"]}]}""",
        """{"type":"object","properties":{"id":{},"ID_3843971d":{},"to":{}}}""",
        "Pass the arguments of at least one of these: (id) or (ID_3843971d). With to, also pass ID_3843971d.")]
    [InlineData(
        """{"allOf":[{"properties":{"a":{"type":"string"}},"required":["a"]},{"$ref":"#/$defs/B"}],"$defs":{"B":{"properties":{"a":{"minLength":1},"b":{}},"dependentRequired":{"b":["a"]},"minProperties":1}}}""",
        """{"type":"object","properties":{"a":{"type":"string","minLength":1},"b":{}},"required":["a"]}""",
        "With b, also pass a. Pass at least 1 of the arguments.")]
    public void Offer_OfAlternativesAtTheRoot_FoldsThemAndSaysWhatThatLoses(string schema, string expected, string notes)
    {
        var offered = ToolSchema.Offer(JsonElement.Parse(schema)).Schema.ShouldNotBeNull();

        offered.Json.GetRawText().ShouldBe(expected);
        string.Join(' ', offered.Notes).ShouldBe(notes);
        offered.Repairs.ShouldContain("alternatives at its root folded into its properties");
    }

    [Fact]
    public void Offer_OfASchemaThatHoldsItself_EndsWithoutAReference()
    {
        const string tree = """{"type":"object","properties":{"t":{"$ref":"#"},"u":{"$ref":"#/$defs/T"}},"$defs":{"T":{"type":"object","properties":{"next":{"$ref":"#/$defs/T"}}}}}""";

        var offered = ToolSchema.Offer(JsonElement.Parse(tree)).Schema.ShouldNotBeNull();

        offered.Json.GetRawText().ShouldNotContain("$ref");
        offered.Json.GetRawText().ShouldContain("Nested further, in the same form as above.");
        offered.Repairs.ShouldContain("cut where it holds itself");
    }

    [Fact]
    public void Offer_OfAReferenceToItselfAlone_Ends() =>
        Offered("""{"properties":{"a":{"$ref":"#/properties/a"}}}""").GetRawText().ShouldNotContain("$ref");

    [Fact]
    public void Offer_OfASchemaThatMultiplies_IsCutShorterUntilItFits()
    {
        var twigs = string.Join(",", Enumerable.Range(0, 12).Select(i => $"\"p{i}\":{{\"$ref\":\"#/$defs/T\"}}"));
        var bush = $"{{\"type\":\"object\",\"properties\":{{{twigs}}},\"$defs\":{{\"T\":{{\"type\":\"object\",\"properties\":{{{twigs}}}}}}}}}";

        Offered(bush).GetRawText().Length.ShouldBeLessThan(SchemaLimits.MaxBytes);
    }

    [Fact]
    public void Offer_OfASchemaThatIsTooLargeByItself_IsRefusedWithTheReason()
    {
        var many = string.Join(",", Enumerable.Range(0, 5000).Select(i => $"\"property_{i}\":{{\"type\":\"string\"}}"));

        var offer = ToolSchema.Offer(JsonElement.Parse($"{{\"properties\":{{{many}}}}}"));

        offer.Schema.ShouldBeNull();
        offer.Refusal.ShouldBe("its schema is larger than 65536 bytes with its references written out");
    }

    [Fact]
    public void Offer_OfNamesThatClaudeRefuses_RenamesThemAtEveryLevelAndBack()
    {
        var offered = ToolSchema.Offer(JsonElement.Parse(
            """{"properties":{"filter[id]":{"type":"string"},"in":{"type":"object","properties":{"Name, voll":{}},"required":["Name, voll"]},"a":{},"A":{}},"required":["filter[id]"]}""")).Schema.ShouldNotBeNull();

        var names = offered.Json.GetProperty("properties").EnumerateObject().Select(property => property.Name).ToList();
        names.ShouldAllBe(name => PropertyNames.Fits(name));
        names.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(4);
        offered.Json.GetProperty("properties").GetProperty(names[0]).GetProperty("description").GetString()
            .ShouldBe("(The tool's own name for it: \"filter[id]\".)");
        offered.Json.GetProperty("required")[0].GetString().ShouldBe(names[0]);

        var inner = offered.Json.GetProperty("properties").GetProperty("in").GetProperty("required")[0].GetString();
        var restored = offered.Names.Restore(new Dictionary<string, object?>
        {
            [names[0]] = "x",
            ["in"] = JsonElement.Parse($$"""{"{{inner}}":1.50,"free":[{"{{inner}}":2}]}"""),
            [names[3]] = true,
        });

        restored["filter[id]"].ShouldBe("x");
        restored["in"].ShouldBeOfType<JsonElement>().GetRawText().ShouldBe("""{"Name, voll":1.50,"free":[{"Name, voll":2}]}""");
        restored["A"].ShouldBe(true);
    }

    [Fact]
    public void Offer_OfHalfASurrogate_IsRefusedAndDoesNotThrow() =>
        ToolSchema.Offer(JsonElement.Parse("{\"properties\":{\"a\":{\"description\":\"\\ud800\"}}}"))
            .Refusal.ShouldBe("its schema holds text that is no Unicode");

    private static JsonElement Offered(string schema) => ToolSchema.Offer(JsonElement.Parse(schema)).Schema.ShouldNotBeNull().Json;
}
