using System.Text.Json;

namespace AgentStack.Schemas;

internal sealed partial class SchemaVisit
{
    private void VisitAlternatives(SchemaNode node, JsonElement value, string path, List<string> problems, int depth)
    {
        foreach (var schema in node.Elements("allOf"))
            Visit(schema, value, path, problems, depth + 1);

        Choose(node.Elements("anyOf"), most: int.MaxValue, value, path, problems, depth);
        Choose(node.Elements("oneOf"), most: 1, value, path, problems, depth);
    }

    private void Choose(
        IReadOnlyList<JsonElement> alternatives, int most, JsonElement value, string path, List<string> problems, int depth)
    {
        var unknown = _patterns.Unknown;
        var tried = alternatives.Select(schema => (Schema: schema, Problems: Try(schema, value, path, depth))).ToList();
        var fitting = tried.Count(each => each.Problems.Count == 0);
        if (tried.Count == 0 || (fitting >= 1 && fitting <= most))
            return;

        // One that fits may not, by a pattern that was not tried to its end.
        if (fitting > most && _patterns.Unknown > unknown)
            return;

        // Where only one alternative is of the value's kind, it is the one that was meant.
        var meant = tried.FindAll(each => IsOfKind(Resolve(each.Schema), value));
        if (fitting > most)
            problems.Add($"{SchemaWords.Name(path)} must fit only one of the schema's {tried.Count} alternatives, not {fitting}");
        else if (meant is [var only])
            problems.AddRange(only.Problems);
        else if (meant.Count == 0)
            problems.Add($"{SchemaWords.Name(path)} must be {Describe(alternatives)}, not {SchemaWords.Show(value)}");
        else
            problems.Add($"{SchemaWords.Name(path)} fits none of the alternatives: {FirstOfEach(meant.Select(each => each.Problems))}");
    }

    private List<string> Try(JsonElement schema, JsonElement value, string path, int depth)
    {
        var problems = new List<string>();
        Visit(schema, value, path, problems, depth + 1);
        return problems;
    }

    private static string FirstOfEach(IEnumerable<List<string>> problems) =>
        string.Join(", or ", problems.Select(own => own[0]).Distinct());

    private SchemaNode Resolve(JsonElement schema)
    {
        return SchemaReferences.Of(schema) is { } reference && _references.Find(reference) is { } target
            ? new SchemaNode(target)
            : new SchemaNode(schema);
    }

    private string Describe(IReadOnlyList<JsonElement> alternatives) =>
        string.Join(" or ", alternatives.Select(schema => SchemaWords.Describe(schema, _references)).Distinct());
}
