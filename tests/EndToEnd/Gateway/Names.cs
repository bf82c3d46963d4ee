using System.Text.Json.Nodes;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>What an upstream names, as the gateway names it.</summary>
internal static class Names
{
    public static Dictionary<string, JsonObject> Through(string upstream, Dictionary<string, JsonObject> entries)
    {
        var renamed = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (_, list, key) in View.Lists)
        {
            foreach (var entry in entries.Where(entry => entry.Key.StartsWith($"{list} ", StringComparison.Ordinal)).Select(entry => entry.Value))
            {
                var copy = entry.DeepClone().AsObject();
                if (list is "tools" or "prompts")
                    copy["name"] = GatewaySettings.NameOf(upstream, (string)entry["name"]!);

                renamed.Add(View.KeyOf(list, (string)copy[key]!), copy);
            }
        }

        return renamed;
    }

    public static Ask Through(string upstream, Ask ask)
    {
        var parameters = ask.Parameters.DeepClone().AsObject();
        if (ask.Method is "tools/call" or "prompts/get")
            parameters["name"] = GatewaySettings.NameOf(upstream, (string)parameters["name"]!);
        else if (parameters["ref"]?["name"] is { } name)
            parameters["ref"]!["name"] = GatewaySettings.NameOf(upstream, (string)name!);

        return new Ask(ask.Method, parameters);
    }
}
