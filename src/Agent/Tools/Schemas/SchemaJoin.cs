using System.Text.Json.Nodes;

namespace AgentStack.Agent.Tools.Schemas;

/// <summary>Two schemas that both hold, as one.</summary>
internal static class SchemaJoin
{
    // Words that look at the words beside them, and would see others.
    private static readonly string[] Looking =
    [
        Keywords.AdditionalProperties, "unevaluatedProperties", "unevaluatedItems", Keywords.Items, "contains",
        "minContains", "maxContains", Keywords.If, Keywords.Then, Keywords.Else,
    ];

    /// <summary>The words of the second go before those of the first where they only describe.</summary>
    public static JsonObject Join(JsonObject first, JsonObject second)
    {
        if (second.Count == 0)
            return first;

        if (IsSeparable(first, second))
        {
            foreach (var (keyword, value) in second)
                first[keyword] = value?.DeepClone();

            return first;
        }

        var joined = new JsonObject();
        foreach (var keyword in Keywords.Annotations.Where(keyword => first.ContainsKey(keyword) || second.ContainsKey(keyword)))
            joined[keyword] = (second[keyword] ?? first[keyword])!.DeepClone();

        foreach (var each in new[] { first, second })
        {
            foreach (var keyword in Keywords.Annotations)
                each.Remove(keyword);
        }

        joined[Keywords.AllOf] = new JsonArray(first, second);
        return joined;
    }

    /// <summary>Adds to a schema what must hold too.</summary>
    public static void Add(JsonObject schema, JsonObject more)
    {
        if (more.All(member => !schema.ContainsKey(member.Key)))
        {
            foreach (var (keyword, value) in more)
                schema[keyword] = value?.DeepClone();
        }
        else if (schema[Keywords.AllOf] is JsonArray all)
        {
            all.Add((JsonNode)more);
        }
        else
        {
            schema[Keywords.AllOf] = new JsonArray(more);
        }
    }

    private static bool IsSeparable(JsonObject first, JsonObject second)
    {
        var demands = second.Select(member => member.Key).Except(Keywords.Annotations).ToList();
        return demands.Count == 0
            || (demands.TrueForAll(keyword => !first.ContainsKey(keyword) && !Looking.Contains(keyword))
                && !first.Any(member => Looking.Contains(member.Key)));
    }
}
