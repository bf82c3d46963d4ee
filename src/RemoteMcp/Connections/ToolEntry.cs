using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>One entry of a list of tools: a tool, or why it is none.</summary>
internal sealed record ToolEntry(string Name, RemoteTool? Tool, string? Reason)
{
    private const int MaxNameLength = 256;
    private const int MaxLength = 512_000;
    private const string HeaderMark = "x-mcp-header";

    /// <summary>As the client knows it, for one that wants arguments as headers.</summary>
    public Tool? Marked { get; private init; }

    /// <summary>Of its definition as JSON, where it came to be written.</summary>
    public int Characters { get; private init; }

    /// <summary>Lenient where nothing is lost: a schema may lack its type, or be missing as a whole.</summary>
    public static ToolEntry Read(string server, JsonNode? node, Connection connection)
    {
        try
        {
            return ReadEntry(server, node, connection);
        }
        catch (Exception e) when (UnreadableJson.IsCause(e))
        {
            return new ToolEntry("", null, UnreadableJson.Reason(e));
        }
    }

    private static ToolEntry ReadEntry(string server, JsonNode? node, Connection connection)
    {
        if (node is not JsonObject entry)
            return new ToolEntry("", null, "the entry is not an object");

        var name = Text(entry["name"]) ?? "";
        if (name.Length is 0 or > MaxNameLength)
            return new ToolEntry(name[..Math.Min(name.Length, 64)], null, $"its name is not a text of 1 to {MaxNameLength} characters");

        var schema = entry["inputSchema"] ?? new JsonObject();
        if (schema is not JsonObject && schema.GetValueKind() != JsonValueKind.True)
            return new ToolEntry(name, null, "its input schema is not a JSON schema");

        if (entry["execution"] is JsonObject execution && Text(execution["taskSupport"]) == "required")
            return new ToolEntry(name, null, "it runs only as a task that is asked after later, which this client cannot do");

        var json = entry.ToJsonString();
        if (json.Length > MaxLength)
            return new ToolEntry(name, null, $"its definition is longer than {MaxLength / 1000} KB") { Characters = json.Length };

        Tool? marked = null;
        if (connection.IsModern && json.Contains(HeaderMark, StringComparison.Ordinal) && !TryKnow(json, connection, out marked))
            return new ToolEntry(name, null, $"its {HeaderMark} marks are not valid") { Characters = json.Length };

        return new ToolEntry(name, ToTool(server, name, entry, schema), null) { Characters = json.Length, Marked = marked };
    }

    private static RemoteTool ToTool(string server, string name, JsonObject entry, JsonNode schema)
    {
        var hints = entry["annotations"] as JsonObject;
        var isReadOnly = Flag(hints, "readOnlyHint");
        var description = Text(entry["description"]) ?? Text(entry["title"]) ?? Text(hints?["title"]) ?? "";
        var input = JsonSerializer.SerializeToElement(schema is JsonObject ? schema : new JsonObject(), McpJsonUtilities.DefaultOptions);
        return new RemoteTool(server, name, description, input)
        {
            Definition = JsonSerializer.SerializeToElement(entry, McpJsonUtilities.DefaultOptions),
            OutputSchema = Written(entry["outputSchema"]),
            Annotations = Written(hints),
            Hints = RemoteToolHints.From(isReadOnly, Flag(hints, "destructiveHint"), Flag(hints, "openWorldHint")),
            IsRepeatable = isReadOnly == true || Flag(hints, "idempotentHint") == true,
        };
    }

    private static JsonElement? Written(JsonNode? node) =>
        node is null ? null : JsonSerializer.SerializeToElement(node, McpJsonUtilities.DefaultOptions);

    // The client sends marked arguments as headers too, for tools that it knows.
    private static bool TryKnow(string json, Connection connection, [NotNullWhen(true)] out Tool? tool)
    {
        tool = null;
        try
        {
            tool = JsonSerializer.Deserialize<Tool>(json, McpJsonUtilities.DefaultOptions)!;
            connection.Client.AddKnownTools([tool]);
            return true;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return false;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool? Flag(JsonObject? hints, string name) =>
        hints?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;
}
