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

            var written = Root(set, names, repairs);
            return Encoding.UTF8.GetByteCount(written.ToJsonString()) > SchemaLimits.MaxBytes
                ? null
                : new OfferedSchema(JsonSerializer.SerializeToElement(written, ToolJson.Default.JsonObject), names, SchemaNotes.Of(root), repairs);
        }
        catch (SchemaTooLargeException)
        {
            return null;
        }
    }

    private static JsonObject Root(ArgumentSet set, PropertyNames names, List<string> repairs)
    {
        var properties = new JsonObject();
        var offered = new Dictionary<string, string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var required = set.Required.ToList();
        foreach (var (name, schema) in set.Arguments.Select(argument => (argument.Key, argument.Value.Schema))
            .Concat(required.Select(name => (name, new JsonObject()))))
        {
            if (offered.ContainsKey(name) || (IsNever(schema) && !required.Contains(name)))
                continue;

            // To the kernel, names that differ in case alone are one.
            offered[name] = seen.Add(name) ? name : names.Alias(names.Restore(name));
            if (offered[name] != name)
                repairs.Add($"the argument \"{name}\" offered as \"{offered[name]}\"");

            properties[offered[name]] = schema.DeepClone();
        }

        var root = new JsonObject { [Keywords.Type] = Keywords.Object, [Keywords.Properties] = properties };
        if (required.Count > 0)
            root[Keywords.Required] = new JsonArray([.. required.Select(name => JsonValue.Create(offered[name]))]);

        return root;
    }

    private static bool IsNever(JsonObject schema) => schema is { Count: 1 } && schema[Keywords.Not] is JsonObject { Count: 0 };
}
