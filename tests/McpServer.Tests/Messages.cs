using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests;

/// <summary>JSON-RPC messages as clients write them.</summary>
internal static class Messages
{
    public const string Modern = "2026-07-28";

    public const string ListTools = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";

    public static JsonObject Request(string method, JsonObject? parameters = null)
    {
        var message = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method };
        if (parameters is not null)
            message["params"] = parameters;

        return message;
    }

    public static JsonObject Call(string tool, string? arguments = null)
    {
        var parameters = new JsonObject { ["name"] = tool };
        if (arguments is not null)
            parameters["arguments"] = JsonNode.Parse(arguments);

        return Request("tools/call", parameters);
    }

    /// <summary>Adds what a 2026-07-28 request carries in its body.</summary>
    public static JsonObject WithMeta(this JsonObject message, string version = Modern)
    {
        message["params"] ??= new JsonObject();
        message["params"]!["_meta"] = new JsonObject
        {
            ["io.modelcontextprotocol/protocolVersion"] = version,
            ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
            ["io.modelcontextprotocol/clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" },
        };
        return message;
    }

    public static JsonObject WithProgressToken(this JsonObject message, string token)
    {
        message["params"]!["_meta"] ??= new JsonObject();
        message["params"]!["_meta"]!["progressToken"] = token;
        return message;
    }

    /// <summary>The headers of a 2026-07-28 request.</summary>
    public static (string Name, string? Value)[] ModernHeaders(string method, string? name = null, string version = Modern) =>
        [("MCP-Protocol-Version", version), ("Mcp-Method", method), ("Mcp-Name", name)];
}
