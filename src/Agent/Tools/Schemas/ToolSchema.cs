using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.Agent.Tools.Schemas;

/// <summary>Makes a tool's input schema one that Bedrock and the kernel take, without changing what it says.</summary>
internal static class ToolSchema
{
    public static SchemaOffer Offer(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.False)
            return SchemaOffer.Refuse("its schema takes no arguments at all, not even none");

        try
        {
            var offered = SchemaLimits.FromWideToNarrow.Select(limits => Write(schema, limits)).FirstOrDefault(each => each is not null);
            return offered is not null
                ? new SchemaOffer(offered, Refusal: null)
                : SchemaOffer.Refuse($"its schema is larger than {SchemaLimits.MaxBytes} bytes with its references written out");
        }
        catch (InvalidOperationException)
        {
            // How the JSON reader refuses half a surrogate.
            return SchemaOffer.Refuse("its schema holds text that is no Unicode");
        }
    }

    private static OfferedSchema? Write(JsonElement schema, SchemaLimits limits)
    {
        try
        {
            var names = new PropertyNames(schema);
            var rewrite = new SchemaRewrite(schema, names, limits);
            var root = rewrite.Write();
            var set = ArgumentSet.Of(root);
            var repairs = rewrite.Repairs.ToList();
            if (root.Any(member => member.Key is Keywords.AllOf or Keywords.AnyOf or Keywords.OneOf))
                repairs.Add("alternatives at its root folded into its properties");

            var offered = Offer(set, names, repairs);
            var written = Root(set, offered);
            return Encoding.UTF8.GetByteCount(written.ToJsonString()) > SchemaLimits.MaxBytes
                ? null
                : new OfferedSchema(JsonSerializer.SerializeToElement(written, ToolJson.Default.JsonObject), names, SchemaNotes.Of(root, name => offered.GetValueOrDefault(name, name)), repairs);
        }
        catch (SchemaTooLargeException)
        {
            return null;
        }
    }

    /// <returns>The arguments that are offered, each with the name that the model knows.</returns>
    private static OrderedDictionary<string, string> Offer(ArgumentSet set, PropertyNames names, List<string> repairs)
    {
        var offered = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var required = set.Required.ToHashSet(StringComparer.Ordinal);
        var possible = set.Arguments.Where(argument => required.Contains(argument.Key) || !IsNever(argument.Value.Schema));
        foreach (var name in possible.Select(argument => argument.Key).Union(set.Required))
        {
            // To the kernel, names that differ in case alone are one.
            offered[name] = seen.Add(name) ? name : names.Alias(names.Restore(name));
            if (offered[name] != name)
                repairs.Add($"the argument \"{name}\" offered as \"{offered[name]}\"");
        }

        return offered;
    }

    private static JsonObject Root(ArgumentSet set, OrderedDictionary<string, string> offered)
    {
        var schemas = set.Arguments.ToDictionary(argument => argument.Key, argument => argument.Value.Schema, StringComparer.Ordinal);
        var properties = new JsonObject();
        foreach (var (name, shown) in offered)
            properties[shown] = schemas.TryGetValue(name, out var schema) ? schema.DeepClone() : new JsonObject();

        var required = set.Required.ToList();
        var root = new JsonObject { [Keywords.Type] = Keywords.Object, [Keywords.Properties] = properties };
        if (required.Count > 0)
            root[Keywords.Required] = new JsonArray([.. required.Select(name => JsonValue.Create(offered[name]))]);

        return root;
    }

    private static bool IsNever(JsonObject schema) => schema is { Count: 1 } && schema[Keywords.Not] is JsonObject { Count: 0 };
}
