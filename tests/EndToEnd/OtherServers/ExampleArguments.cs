using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.EndToEnd.Tests.OtherServers;

/// <summary>The plainest arguments that an offered schema asks for.</summary>
internal static class ExampleArguments
{
    public static JsonNode? For(JsonElement schema)
    {
        if (schema.TryGetProperty("const", out var constant))
            return JsonNode.Parse(constant.GetRawText());

        if (schema.TryGetProperty("enum", out var choices))
            return JsonNode.Parse(choices[0].GetRawText());

        foreach (var union in (string[])["anyOf", "oneOf"])
        {
            if (schema.TryGetProperty(union, out var variants))
                return For(variants[0]);
        }

        return Type(schema) switch
        {
            "string" => "something",
            "number" or "integer" => schema.TryGetProperty("minimum", out var minimum) ? JsonNode.Parse(minimum.GetRawText()) : 1,
            "boolean" => false,
            "array" => new JsonArray(),
            "null" => null,
            _ => Object(schema),
        };
    }

    private static string? Type(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type) ? null
        : type.ValueKind == JsonValueKind.Array ? type[0].GetString()
        : type.GetString();

    private static JsonObject Object(JsonElement schema)
    {
        var result = new JsonObject();
        if (!schema.TryGetProperty("required", out var required))
            return result;

        foreach (var name in required.EnumerateArray().Select(name => name.GetString()!))
            result[name] = For(schema.GetProperty("properties").GetProperty(name));

        return result;
    }
}
