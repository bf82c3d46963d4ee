using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.EndToEnd.Tests.OtherServers;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>A request for each thing that a server offers, with plain arguments.</summary>
internal static class ExampleAsks
{
    // What they answer depends on the session, they change the server, or they do not end by themselves.
    private static readonly string[] NotTwice =
        ["toggle-simulated-logging", "toggle-subscriber-updates", "simulate-research-query", "grow", "wait"];

    private static readonly Dictionary<string, string> Special = new(StringComparer.Ordinal)
    {
        ["trigger-long-running-operation"] = """{"duration":0.1,"steps":2}""",
        ["gzip-file-as-resource"] = """{"name":"f.gz","data":"data:text/plain,hello"}""",
        ["get_timestamp"] = """{"timezone":"Europe/Paris"}""",
        ["validate_content"] = """{"guardrail_id":"shopassistant","content":"Here are some stock tips for you."}""",
        ["get_guardrail_info"] = """{"guardrail_id":"shopassistant"}""",
        ["resource-prompt"] = """{"resourceType":"Text","resourceId":"1"}""",
        ["completable-prompt"] = """{"department":"Sales","name":"Bob"}""",
    };

    public static IReadOnlyList<Ask> Of(IReadOnlyDictionary<string, JsonObject> entries) =>
    [
        .. Names(entries, "tools", "name").Except(NotTwice).Select(name => Ask.Tool(name, ArgumentsOf(entries[View.KeyOf("tools", name)]))),
        .. Names(entries, "prompts", "name").Select(name => Ask.Prompt(name, ArgumentsOf(entries[View.KeyOf("prompts", name)]))),
        .. Names(entries, "resources", "uri").Select(Ask.Resource),
        .. Names(entries, "resourceTemplates", "uriTemplate").Select(template => Ask.Resource(Fill(template))),
        .. Names(entries, "resourceTemplates", "uriTemplate").Select(Complete),
    ];

    private static IEnumerable<string> Names(IReadOnlyDictionary<string, JsonObject> entries, string list, string key) =>
        entries.Where(entry => entry.Key.StartsWith($"{list} ", StringComparison.Ordinal)).Select(entry => (string)entry.Value[key]!);

    private static JsonObject ArgumentsOf(JsonObject entry)
    {
        if (Special.TryGetValue((string)entry["name"]!, out var special))
            return JsonNode.Parse(special)!.AsObject();

        if (entry["inputSchema"] is { } schema)
            return ExampleArguments.For(JsonSerializer.SerializeToElement(schema))!.AsObject();

        return new JsonObject((entry["arguments"]?.AsArray() ?? [])
            .Where(argument => (bool?)argument!["required"] == true)
            .Select(argument => KeyValuePair.Create((string)argument!["name"]!, (JsonNode?)"something")));
    }

    private static string Fill(string template) => $"{template[..template.IndexOf('{', StringComparison.Ordinal)]}1";

    private static Ask Complete(string template) => new("completion/complete", new JsonObject
    {
        ["ref"] = new JsonObject { ["type"] = "ref/resource", ["uri"] = template },
        ["argument"] = new JsonObject { ["name"] = template[(template.IndexOf('{', StringComparison.Ordinal) + 1)..^1], ["value"] = "1" },
    });
}
