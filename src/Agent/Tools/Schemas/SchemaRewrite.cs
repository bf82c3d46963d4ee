using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.Schemas;

namespace AgentStack.Agent.Tools.Schemas;

/// <summary>
/// Writes a schema anew in the words of JSON Schema 2020-12 that Bedrock and the kernel take: references written out,
/// properties under names that fit, and nothing that is not known. What is written takes every value that the original
/// takes; where something of it had to be left out, more.
/// </summary>
internal sealed partial class SchemaRewrite(JsonElement root, PropertyNames names, SchemaLimits limits)
{
    private const string Nested = "Nested further, in the same form as above.";

    private readonly SchemaReferences _references = new(root);
    private readonly List<string> _open = [];
    private readonly SortedSet<string> _repairs = new(StringComparer.Ordinal);
    private int _nodes;

    // Counts what was left out, by which more is taken than before.
    private int _widened;

    public IReadOnlyCollection<string> Repairs => _repairs;

    /// <exception cref="SchemaTooLargeException">It grows beyond the limits.</exception>
    public JsonObject Write() => Schema(root, depth: 0);

    private JsonObject Schema(JsonElement schema, int depth)
    {
        if (++_nodes > SchemaLimits.MostNodes)
            throw new SchemaTooLargeException();

        if (schema.ValueKind == JsonValueKind.False)
            return new JsonObject { [Keywords.Not] = new JsonObject() };

        if (schema.ValueKind != JsonValueKind.Object)
            return [];

        if (depth > SchemaLimits.Deepest)
            return Stub(schema, "cut where it is nested too deeply");

        var own = Own(schema, depth);
        return SchemaReferences.Of(schema) is { } reference ? SchemaJoin.Join(Target(reference, depth), own) : own;
    }

    // A schema that holds itself is cut at a depth that no model fills: below it, anything of its type goes.
    private JsonObject Target(string reference, int depth)
    {
        _repairs.Add("references written out");
        if (_references.Find(reference) is not { } target)
        {
            Widen($"{reference} is not in the schema");
            return [];
        }

        if (_open.Count >= SchemaLimits.LongestChain || _open.Count(open => open == reference) > limits.Recursion)
            return Stub(target, "cut where it holds itself");

        _open.Add(reference);
        var written = Schema(target, depth);
        _open.RemoveAt(_open.Count - 1);
        return written;
    }

    private JsonObject Stub(JsonElement schema, string why)
    {
        Widen(why);
        var stub = new JsonObject();
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(Keywords.Type, out var type))
            Type(type, isNullable: false, stub);

        stub[Keywords.Description] = Nested;
        return stub;
    }

    private void Widen(string why)
    {
        _widened++;
        _repairs.Add(why);
    }
}
