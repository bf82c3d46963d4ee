using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>Fills a tool's parameters from the words and numbers of a clause.</summary>
internal sealed class Arguments(KnownTool tool, string clause)
{
    private static readonly string[] PlaceWords = ["city", "location", "place", "country", "town", "region", "address"];
    private static readonly string[] PersonWords = ["name", "person", "user", "recipient", "friend", "who"];

    private readonly Queue<double> _numbers = new(ArithmeticLexer.Numbers(clause));

    /// <summary>The required parameters that nothing was found for.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>Places that no time zone is known for.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>One input, or several where the clause names several people or places for one parameter.</summary>
    public List<JsonObject> Fill()
    {
        JsonObject input = [];
        List<JsonObject>? several = null;
        foreach (var property in tool.Properties)
        {
            var values = Values(property);
            if (values.Count == 0 && property.Required && property.Fallback is null)
                Missing.Add(property.Name);

            if (values.Count > 0)
                input[property.Name] = values[0];

            if (values.Count > 1)
                several = [.. values.Select(value => new JsonObject { [property.Name] = value.DeepClone() })];
        }

        return several is null ? [input] : [.. several.Select(one => Merge(input, one))];
    }

    /// <summary>An input at any price, for a caller that demands a call.</summary>
    public JsonObject Force()
    {
        var input = Fill()[0];
        foreach (var property in tool.Properties.Where(property => Missing.Contains(property.Name)))
        {
            input[property.Name] = property.Type switch
            {
                "number" or "integer" => 0,
                "boolean" => false,
                "array" => new JsonArray(),
                "object" => new JsonObject(),
                _ => clause,
            };
        }

        return input;
    }

    private static JsonObject Merge(JsonObject input, JsonObject one)
    {
        var merged = (JsonObject)input.DeepClone();
        foreach (var (name, value) in one)
            merged[name] = value?.DeepClone();

        return merged;
    }

    private List<JsonNode> Values(ToolProperty property)
    {
        if (Sentence.Named(clause, property.Name) is { } named)
            return [Typed(property, named)];

        if (property.Values.Length > 0)
            return Choice(property);

        return property.Type switch
        {
            "number" or "integer" => Number(property),
            "string" => [.. Text(property).Select(text => (JsonNode)JsonValue.Create(text))],
            "boolean" when property.Required => [JsonValue.Create(false)],
            "array" when property.Required => List(property),
            "object" when property.Required => [new JsonObject()],
            _ => [],
        };
    }

    private static JsonValue Typed(ToolProperty property, string value) =>
        property.IsNumber && Numerals.Read(value) is { } number ? JsonValue.Create(number)
        : property.Type == "boolean" && bool.TryParse(value, out var flag) ? JsonValue.Create(flag)
        : JsonValue.Create(value);

    private List<JsonNode> Choice(ToolProperty property)
    {
        var asked = Words.ConceptsOf(clause);
        var value = property.Values.FirstOrDefault(value => Words.ConceptsOf(value) is { Count: > 0 } words && words.IsSubsetOf(asked))
            ?? property.Values.FirstOrDefault(value => OperatorWords.Find(value) is { } operation
                && ArithmeticLexer.Read(clause).Exists(token => token.Is == ArithmeticToken.Kind.Operator && token.Operator == operation));
        if (value is null && property.Required && property.Fallback is null)
            value = property.Values.FirstOrDefault(item => item.ToLowerInvariant() is "medium" or "normal" or "default") ?? property.Values[0];

        return value is null ? [] : [JsonValue.Create(value)];
    }

    private List<JsonNode> Number(ToolProperty property)
    {
        var named = Words.ConceptsOf(property.Name).Overlaps(Words.ConceptsOf(clause));
        if (_numbers.Count == 0 || !(property.Required || named))
            return [];

        var number = _numbers.Dequeue();
        return [JsonValue.Create(property.Type == "integer" ? Math.Truncate(number) : number)];
    }

    private List<JsonNode> List(ToolProperty property) => property.OfNumbers
        ? [new JsonArray([.. _numbers.Select(number => (JsonNode)JsonValue.Create(number))])]
        : [new JsonArray([.. Sentence.Remainder(clause, tool).Split([", ", " and "], StringSplitOptions.RemoveEmptyEntries).Select(item => (JsonNode)JsonValue.Create(item))])];

    private List<string> Text(ToolProperty property)
    {
        if (IsZone(property))
            return Zones();

        if (IsCurrency(property))
            return One(property.Says("to", "target") ? KnownCurrencies.In(clause).To : KnownCurrencies.In(clause).From);

        if (property.Says("mail"))
            return One(Sentence.Email(clause));

        if (property.Name is "from" or "to")
            return One(Sentence.After(clause, property.Name));

        if (property.Says(PlaceWords))
            return Sentence.Places(clause, tool);

        if (!property.Required)
            return [];

        return property.Says(PersonWords) ? Sentence.People(clause, tool) : One(Content(property));
    }

    private List<string> Zones()
    {
        Unknown.AddRange(Sentence.PlacesWithoutZone(clause));
        return Sentence.Zones(clause);
    }

    // "a high priority ticket: …" says the priority once; the title need not repeat it.
    private string? Content(ToolProperty property)
    {
        var rest = Sentence.Remainder(clause, tool);
        return rest.Length > 0 ? rest : property.Says("query", "question", "prompt") ? clause : null;
    }

    private static bool IsZone(ToolProperty property) =>
        property.Says("zone") || property.Name == "tz" || property.Description.Contains("IANA", StringComparison.Ordinal);

    private bool IsCurrency(ToolProperty property) =>
        property.Says("currency") || (property.Name is "from" or "to" or "source" or "target" && tool.NameConcepts.Contains("currency"))
        || property.Description.Contains("currency", StringComparison.OrdinalIgnoreCase);

    private static List<string> One(string? value) => string.IsNullOrWhiteSpace(value) ? [] : [value];
}
