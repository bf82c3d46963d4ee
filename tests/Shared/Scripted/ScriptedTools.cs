using System.Text.Json.Nodes;

namespace AgentStack.Tests.Shared.Scripted;

/// <summary>The tools of a scripted MCP server. Each takes an <c>id</c>, by which its runs are counted.</summary>
public static class ScriptedTools
{
    /// <summary>May be run once.</summary>
    public const string Record = "record";

    /// <summary>Changes nothing, and says so.</summary>
    public const string Look = "look";

    /// <summary>What a server has at first.</summary>
    public static IReadOnlyList<JsonObject> All => [Describe(Record), Describe(Look, isReadOnly: true)];

    public static JsonObject Describe(string name, bool isReadOnly = false) => new()
    {
        ["name"] = name,
        ["description"] = $"The tool {name}.",
        ["inputSchema"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["id"] = new JsonObject { ["type"] = "string", ["description"] = "Which call it is." } },
        },
        ["annotations"] = new JsonObject { ["readOnlyHint"] = isReadOnly },
    };

    internal static JsonObject Text(string text) => new()
    {
        ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }),
        ["isError"] = false,
    };
}
