using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Gateway;

/// <summary>An upstream's definition as it came, but for its name.</summary>
internal static class Renamed
{
    // Letters stay as they are written; nothing of it is part of a page.
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonElement Of(JsonElement definition, string name)
    {
        var renamed = JsonObject.Create(definition)!;
        renamed["name"] = name;
        return JsonSerializer.SerializeToElement(renamed, AsItIs);
    }
}
