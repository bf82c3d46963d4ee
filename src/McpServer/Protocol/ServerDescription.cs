using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>How the server introduces itself. Nothing is offered that needs a session: no logging, no list changes.</summary>
internal static class ServerDescription
{
    public static readonly Implementation Info = new()
    {
        Name = "agentstack-mcp-server",
        Title = "AgentStack MCP server",
        Version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0.0.0",
    };

    private static readonly JsonNode InfoJson =
        JsonSerializer.SerializeToNode(Info, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(Implementation)))!;

    public static ServerCapabilities Capabilities => new()
    {
        Tools = new ToolsCapability(),
        Prompts = new PromptsCapability(),
        Resources = new ResourcesCapability(),
        Completions = new CompletionsCapability(),
    };

    /// <summary>Adds what every result of the newest revision carries.</summary>
    public static void Sign(Result result)
    {
        result.ResultType ??= McpWire.CompleteResult;
        result.Meta ??= [];
        result.Meta[MetaKeys.ServerInfo] = InfoJson.DeepClone();
    }

    /// <inheritdoc cref="Sign(Result)"/>
    public static void Sign(JsonObject result)
    {
        if (!result.ContainsKey("resultType"))
            result["resultType"] = McpWire.CompleteResult;

        if (result["_meta"] is not JsonObject meta)
            result["_meta"] = meta = [];

        meta[MetaKeys.ServerInfo] = InfoJson.DeepClone();
    }
}
