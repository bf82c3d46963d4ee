using System.Text.Json;

namespace AgentStack.Schemas;

/// <summary>A schema as it is written. A keyword whose value has the wrong form says nothing.</summary>
internal readonly struct SchemaNode(JsonElement json)
{
    /// <summary>What the value may be; any kind when the schema does not say, or says something unknown.</summary>
    public JsonKinds Kinds
    {
        get
        {
            var kinds = Get("type") is { } type ? JsonKindNames.Read(type) : JsonKinds.Any;
            if (Get("nullable") is { ValueKind: JsonValueKind.True })
                kinds |= JsonKinds.Null;

            return kinds == JsonKinds.None ? JsonKinds.Any : kinds;
        }
    }

    /// <summary>The allowed values; empty when any is.</summary>
    public IReadOnlyList<JsonElement> Values => Get("const") is { } only ? [only] : Elements("enum");

    public JsonElement? Get(string keyword) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(keyword, out var value) ? value : null;

    public double? Number(string keyword) =>
        Get(keyword) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    public string? Text(string keyword) => Get(keyword) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public bool IsTrue(string keyword) => Get(keyword) is { ValueKind: JsonValueKind.True };

    public IReadOnlyList<JsonElement> Elements(string keyword) =>
        Get(keyword) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    public IReadOnlyList<JsonProperty> Members(string keyword) =>
        Get(keyword) is { ValueKind: JsonValueKind.Object } members ? [.. members.EnumerateObject()] : [];

    /// <summary>A schema below this one: an object, or true or false.</summary>
    public JsonElement? Schema(string keyword) =>
        Get(keyword) is { ValueKind: JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False } schema ? schema : null;

    public IEnumerable<string> Names(string keyword) =>
        Elements(keyword).Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!);
}
