using System.Text.Json.Nodes;

namespace AgentStack.Agent.Tools.Schemas;

/// <summary>The arguments that a schema speaks of, in all the places where its root may speak of them.</summary>
internal sealed class ArgumentSet
{
    private readonly OrderedDictionary<string, Argument> _arguments = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, bool> _required = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, Argument>> Arguments => _arguments;

    public IEnumerable<string> Required => _required.Keys;

    /// <summary>Those of a schema without references; what its alternatives say is put together.</summary>
    public static ArgumentSet Of(JsonObject schema)
    {
        var set = new ArgumentSet();
        foreach (var (name, property) in schema[Keywords.Properties] as JsonObject ?? [])
            set._arguments[name] = new Argument(property as JsonObject ?? [], IsCertain: true);

        foreach (var name in schema[Keywords.Required] as JsonArray ?? [])
            set._required[name!.GetValue<string>()] = true;

        foreach (var part in Schemas(schema[Keywords.AllOf]))
            set.And(Of(part));

        foreach (var keyword in new[] { Keywords.AnyOf, Keywords.OneOf })
            set.And(Either([.. Schemas(schema[keyword]).Where(MayBeObject).Select(Of)]));

        if (schema.ContainsKey(Keywords.If))
            set.And(Either([OfPart(schema, Keywords.Then), OfPart(schema, Keywords.Else)]));

        foreach (var (_, dependent) in schema[Keywords.DependentSchemas] as JsonObject ?? [])
            set.And(Either([Of(dependent as JsonObject ?? []), new ArgumentSet()]));

        return set;
    }

    private static ArgumentSet OfPart(JsonObject schema, string keyword) =>
        schema[keyword] is JsonObject part ? Of(part) : new ArgumentSet();

    public static bool MayBeObject(JsonObject schema) => schema[Keywords.Type] switch
    {
        null => true,
        JsonArray types => types.Any(type => type!.GetValue<string>() == Keywords.Object),
        var type => type.GetValue<string>() == Keywords.Object,
    };

    public static IReadOnlyList<JsonObject> Schemas(JsonNode? list) =>
        list is JsonArray schemas ? [.. schemas.OfType<JsonObject>()] : [];

    /// <summary>Both hold.</summary>
    private void And(ArgumentSet other)
    {
        foreach (var (name, argument) in other._arguments)
            _arguments[name] = _arguments.TryGetValue(name, out var held) ? Both(held, argument) : argument;

        foreach (var name in other.Required)
            _required[name] = true;
    }

    /// <summary>One of them holds, or several do.</summary>
    private static ArgumentSet Either(IReadOnlyList<ArgumentSet> sets)
    {
        var either = new ArgumentSet();
        foreach (var name in sets.SelectMany(set => set._arguments.Keys).Distinct(StringComparer.Ordinal))
        {
            var held = sets.Where(set => set._arguments.ContainsKey(name)).Select(set => set._arguments[name]).ToList();
            var isCertain = held.Count == sets.Count && held.TrueForAll(argument => argument.IsCertain);
            either._arguments[name] = new Argument(AnyOf(held), isCertain);
        }

        foreach (var name in sets.SelectMany(set => set.Required).CountBy(name => name).Where(name => name.Value == sets.Count))
            either._required[name.Key] = true;

        return either;
    }

    // What only some of the alternatives say must not narrow what is said for all.
    private static Argument Both(Argument first, Argument second) => (first.IsCertain, second.IsCertain) switch
    {
        (true, true) when JsonNode.DeepEquals(first.Schema, second.Schema) => first,
        (true, true) => new Argument(SchemaJoin.Join(Clone(first.Schema), Clone(second.Schema)), IsCertain: true),
        (true, false) => first,
        (false, true) => second,
        _ => new Argument(AnyOf([first, second]), IsCertain: false),
    };

    private static JsonObject AnyOf(IEnumerable<Argument> arguments)
    {
        var distinct = new List<JsonObject>();
        foreach (var schema in arguments.Select(argument => argument.Schema))
        {
            if (!distinct.Exists(other => JsonNode.DeepEquals(other, schema)))
                distinct.Add(schema);
        }

        if (distinct is [var only])
            return Clone(only);

        // Alternatives are often told apart by an argument that has one value in each.
        return distinct.TrueForAll(IsChoice) && distinct.TrueForAll(schema => SameType(schema, distinct[0]))
            ? Choice(distinct)
            : new JsonObject { [Keywords.AnyOf] = new JsonArray([.. distinct.Select(Clone)]) };
    }

    private static bool IsChoice(JsonObject schema) =>
        schema[Keywords.Enum] is JsonArray && schema.All(member => member.Key is Keywords.Enum or Keywords.Type or Keywords.Description);

    private static bool SameType(JsonObject first, JsonObject second) => JsonNode.DeepEquals(first[Keywords.Type], second[Keywords.Type]);

    private static JsonObject Choice(List<JsonObject> schemas)
    {
        var choice = Clone(schemas[0]);
        var values = (JsonArray)choice[Keywords.Enum]!;
        foreach (var value in schemas.Skip(1).SelectMany(schema => (JsonArray)schema[Keywords.Enum]!))
        {
            if (!values.Any(other => JsonNode.DeepEquals(other, value)))
                values.Add(value?.DeepClone());
        }

        return choice;
    }

    private static JsonObject Clone(JsonObject schema) => (JsonObject)schema.DeepClone();
}
