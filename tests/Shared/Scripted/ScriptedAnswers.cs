using System.Text.Json.Nodes;

namespace AgentStack.Tests.Shared.Scripted;

/// <summary>What a scripted MCP server answers to each method, in the words of its revision.</summary>
internal sealed class ScriptedAnswers(string revision, bool tellsOfChanges, Executions executions)
{
    private bool IsModern => revision == ScriptedRevisions.Modern;

    /// <summary>The whole message; a tool that is called is run.</summary>
    public JsonObject Answer(JsonObject request, JsonNode id, IReadOnlyList<JsonObject> tools, bool isLarge)
    {
        var method = (string?)request["method"] ?? "";
        if (Result(method, request["params"] as JsonObject ?? [], tools, isLarge) is not { } result)
            return ScriptedReplies.Error(id, method == "tools/call" ? -32602 : -32601, "Not known here");

        if (IsModern)
        {
            result["resultType"] = "complete";
            if (method != "tools/call")
                (result["ttlMs"], result["cacheScope"]) = (0, "private");
        }

        return ScriptedReplies.Result(id, result);
    }

    private JsonObject? Result(string method, JsonObject parameters, IReadOnlyList<JsonObject> tools, bool isLarge) => method switch
    {
        "server/discover" when IsModern => new JsonObject
        {
            ["supportedVersions"] = new JsonArray(revision),
            ["capabilities"] = new JsonObject { ["tools"] = new JsonObject() },
        },
        "initialize" when !IsModern => new JsonObject
        {
            ["protocolVersion"] = revision,
            ["capabilities"] = new JsonObject { ["tools"] = new JsonObject { ["listChanged"] = tellsOfChanges } },
            ["serverInfo"] = new JsonObject { ["name"] = "scripted", ["version"] = "1" },
        },
        "tools/list" => List(tools, isLarge),
        "tools/call" => Run(parameters, tools, isLarge),
        "ping" when !IsModern => [],
        _ => null,
    };

    private static JsonObject List(IReadOnlyList<JsonObject> tools, bool isLarge)
    {
        var listed = tools.Select(tool => tool.DeepClone()).ToArray();
        if (isLarge)
            listed[^1]["description"] = ScriptedFaults.LargeText;

        return new JsonObject { ["tools"] = new JsonArray(listed) };
    }

    private JsonObject? Run(JsonObject parameters, IReadOnlyList<JsonObject> tools, bool isLarge)
    {
        if (!tools.Any(tool => (string?)tool["name"] == (string?)parameters["name"]))
            return null;

        var id = (string?)parameters["arguments"]?["id"] ?? "";
        executions.Add(id);
        return ScriptedTools.Text(isLarge ? ScriptedFaults.LargeText : $"ran {id}");
    }
}
