using System.Globalization;
using System.Text.Json;

namespace AgentStack.Schemas;

/// <summary>One walk through a schema and a value side by side.</summary>
internal sealed partial class SchemaVisit(JsonElement root, Func<JsonElement, bool> isWhole, Func<string, string> shown)
{
    /// <summary>References can go round in circles, and alternatives multiply.</summary>
    private const int Deepest = 128;

    private const int MostSteps = 50_000;

    private readonly SchemaReferences _references = new(root);
    private readonly PatternCheck _patterns = new();
    private int _steps;
    private bool _isSpent;

    /// <summary>Nothing when the schema is more than can be checked.</summary>
    public IReadOnlyList<string> Find(JsonElement value)
    {
        var problems = new List<string>();
        Visit(root, value, "", problems, depth: 0);
        return _isSpent ? [] : problems;
    }

    private void Visit(JsonElement schema, JsonElement value, string path, List<string> problems, int depth)
    {
        if (_isSpent || ++_steps > MostSteps || depth > Deepest)
        {
            _isSpent = true;
            return;
        }

        if (schema.ValueKind == JsonValueKind.False)
            problems.Add($"{SchemaWords.Name(path)} is not allowed");

        var node = new SchemaNode(schema);
        if (SchemaReferences.Of(schema) is { } reference && _references.Find(reference) is { } target)
            Visit(target, value, path, problems, depth + 1);

        if (!IsOfKind(node, value) || !IsOneOf(node, value))
        {
            var allowed = SchemaWords.Describe(schema, _references);
            problems.Add($"{SchemaWords.Name(path)} must be {allowed}, not {SchemaWords.Show(value)}");
            return;
        }

        if (ValueLimits.Find(node, value) is { } limit)
            problems.Add($"{SchemaWords.Name(path)} must {limit}");

        if (value.ValueKind == JsonValueKind.String
            && node.Text("pattern") is { } pattern && _patterns.Takes(pattern, value.GetString()!) == false)
            problems.Add($"{SchemaWords.Name(path)} must match the pattern {Excerpt.Of(pattern)}");

        if (value.ValueKind == JsonValueKind.Object)
            VisitProperties(node, value, path.Length == 0 ? "" : $"{path}.", problems, depth);

        if (value.ValueKind == JsonValueKind.Array)
            VisitItems(node, value, path, problems, depth);

        VisitAlternatives(node, value, path, problems, depth);
    }

    private void VisitItems(SchemaNode node, JsonElement list, string path, List<string> problems, int depth)
    {
        // Before draft 2020-12, "items" was a list where "prefixItems" is now.
        var first = node.Elements("prefixItems") is { Count: > 0 } prefix ? prefix : node.Elements("items");
        var rest = node.Schema("items");
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (problems.Count > ArgumentCheck.MostProblems)
                return;

            if ((index < first.Count ? first[index] : rest) is { } schema)
                Visit(schema, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), problems, depth + 1);
        }
    }

    private bool IsOfKind(SchemaNode node, JsonElement value) =>
        (node.Kinds & JsonKindNames.Of(value, isWhole)) != JsonKinds.None;

    private static bool IsOneOf(SchemaNode node, JsonElement value) =>
        node.Values is not { Count: > 0 } values
        || values.Any(allowed => JsonElement.DeepEquals(allowed, value))
        || (value.ValueKind == JsonValueKind.Null && node.IsTrue("nullable"));
}
