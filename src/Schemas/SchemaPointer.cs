using System.Globalization;
using System.Text.Json;

namespace AgentStack.Schemas;

/// <summary>Finds what a reference inside a schema points at.</summary>
internal static class SchemaPointer
{
    /// <summary>Null for what is not there, or is in another document: that is never fetched.</summary>
    public static JsonElement? Find(JsonElement root, string reference)
    {
        if (reference == "#")
            return root;

        if (!reference.StartsWith("#/", StringComparison.Ordinal))
            return null;

        JsonElement? current = root;
        foreach (var step in Uri.UnescapeDataString(reference[2..]).Split('/'))
            current = Step(current, Unescape(step));

        return current;
    }

    private static string Unescape(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static JsonElement? Step(JsonElement? current, string step) => current switch
    {
        { ValueKind: JsonValueKind.Object } members when members.TryGetProperty(step, out var member) => member,
        { ValueKind: JsonValueKind.Array } items
            when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < items.GetArrayLength() => items[index],
        _ => null,
    };
}
