using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.RemoteMcp;

namespace AgentStack.McpServer.Gateway.Calls;

/// <summary>JSON of an upstream without what it knows of the gateway; all else is as it came.</summary>
internal static class HiddenJson
{
    public static JsonNode? Of(JsonNode? json, IReadOnlyList<string> secrets) => secrets.Count == 0 ? json : Hide(json, secrets);

    private static JsonNode? Hide(JsonNode? json, IReadOnlyList<string> secrets)
    {
        switch (json)
        {
            case JsonObject members:
                var hidden = new JsonObject();
                foreach (var (name, value) in members)
                    hidden[ServerWords.HideKnown(name, secrets)] = Hide(value, secrets);

                return hidden;
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Hide(item, secrets))]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                return JsonValue.Create(ServerWords.HideKnown(value.GetValue<string>(), secrets));
            default:
                return json?.DeepClone();
        }
    }
}
