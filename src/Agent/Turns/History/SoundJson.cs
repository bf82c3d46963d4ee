using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.Agent.Tools;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns.History;

/// <summary>
/// Values that Bedrock's chat client can write. It leaves arguments of other types out, and fails on numbers that no
/// double holds and on objects with a name twice; Bedrock itself refuses what is nested too deeply.
/// </summary>
internal static class SoundJson
{
    private static readonly JsonSerializerOptions Compact = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };

    /// <returns>Whether the arguments are sound as they are.</returns>
    public static bool TryMend(IDictionary<string, object?>? arguments, out Dictionary<string, object?> mended)
    {
        mended = [];
        try
        {
            if (arguments is null || arguments.Values.All(IsSound))
                return true;

            foreach (var (name, value) in arguments)
                mended[name] = Mend(value);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            // What was read so far.
        }

        return false;
    }

    public static bool IsSound(object? value)
    {
        try
        {
            return value switch
            {
                null or string or bool or int or long => true,
                float number => float.IsFinite(number),
                double number => double.IsFinite(number),
                JsonElement json => ArgumentDepth.IsWithin(json) && IsSound(json),
                _ => false,
            };
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return false;
        }
    }

    public static object? Mend(object? value)
    {
        if (IsSound(value))
            return value;

        try
        {
            return value switch
            {
                float or double => Convert.ToString(value, CultureInfo.InvariantCulture),
                TextContent text => text.Text,
                JsonElement json when !ArgumentDepth.IsWithin(json) => json.GetRawText(),
                JsonElement json => ToElement(Mend(json)),
                _ => ToElement(Mend(Write(value!))),
            };
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return $"({value!.GetType().Name})";
        }
    }

    /// <summary>A result as a person would read it.</summary>
    public static string Text(object? value) => Mend(value) switch
    {
        null => "",
        string text => text,
        JsonElement json => json.ToString(),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    private static bool IsSound(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => double.IsFinite(json.GetDouble()),
        JsonValueKind.Array => json.EnumerateArray().All(IsSound),
        JsonValueKind.Object => json.EnumerateObject().All(member => IsSound(member.Value))
            && json.EnumerateObject().CountBy(member => member.Name, StringComparer.Ordinal).All(name => name.Value == 1),
        _ => true,
    };

    private static JsonNode? Mend(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Number when !double.IsFinite(json.GetDouble()):
                return json.GetRawText();
            case JsonValueKind.Array:
                return new JsonArray([.. json.EnumerateArray().Select(Mend)]);
            case JsonValueKind.Object:
                var members = new JsonObject();
                foreach (var member in json.EnumerateObject())
                    members[member.Name] = Mend(member.Value);

                return members;
            default:
                return json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
                    ? null
                    : JsonValue.Create(json.Clone());
        }
    }

    private static JsonElement Write(object value) =>
        JsonSerializer.SerializeToElement(value, Compact.GetTypeInfo(value.GetType()));

    private static JsonElement ToElement(JsonNode? node) =>
        node is null
            ? JsonElement.Parse("null")
            : JsonSerializer.SerializeToElement(node, Compact.GetTypeInfo(typeof(JsonNode)));

    // A value may be of any type, with getters of its own, or of a document that is gone.
    private static bool IsUnreadable(Exception e) => e is not (OutOfMemoryException or StackOverflowException);
}
