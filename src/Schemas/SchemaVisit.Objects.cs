using System.Text.Json;

namespace AgentStack.Schemas;

internal sealed partial class SchemaVisit
{
    private void VisitProperties(SchemaNode node, JsonElement value, string prefix, List<string> problems, int depth)
    {
        var properties = new SchemaNode(node.Get("properties") ?? default);
        foreach (var name in Missing(node, value))
            problems.Add($"\"{prefix}{shown(name)}\" is required ({SchemaWords.Describe(properties.Get(name), _references)})");

        var known = node.Members("properties")
            .ToLookup(property => property.Name, property => property.Value, StringComparer.Ordinal);
        var patterns = node.Members("patternProperties");
        foreach (var property in value.EnumerateObject())
        {
            if (problems.Count > ArgumentCheck.MostProblems)
                return;

            var path = prefix + Excerpt.Of(shown(property.Name));
            var matches = patterns
                .Select(pattern => (Takes: _patterns.Takes(pattern.Name, property.Name), Schema: pattern.Value))
                .ToList();
            var schemas = known[property.Name].Concat(matches.Where(match => match.Takes == true).Select(match => match.Schema)).ToList();
            if (schemas.Count == 0 && matches.All(match => match.Takes == false))
                VisitAdditional(node, property.Value, path, problems, depth);

            foreach (var schema in schemas)
                Visit(schema, property.Value, path, problems, depth + 1);
        }
    }

    private static IEnumerable<string> Missing(SchemaNode node, JsonElement value)
    {
        var dependent = node.Members("dependentRequired")
            .Where(property => value.TryGetProperty(property.Name, out _))
            .SelectMany(property => new SchemaNode(node.Get("dependentRequired")!.Value).Names(property.Name));
        return node.Names("required").Concat(dependent).Distinct().Where(name => !value.TryGetProperty(name, out _));
    }

    private void VisitAdditional(SchemaNode node, JsonElement value, string path, List<string> problems, int depth)
    {
        if (node.Schema("additionalProperties") is not { } schema)
            return;

        if (schema.ValueKind == JsonValueKind.False)
            problems.Add($"\"{path}\" is not an argument; {Known(node)}");
        else
            Visit(schema, value, path, problems, depth + 1);
    }

    private string Known(SchemaNode node) => node.Members("properties") is { Count: > 0 } properties
        ? $"this tool takes {string.Join(", ", properties.Select(property => $"\"{shown(property.Name)}\""))}"
        : "this tool takes none";
}
