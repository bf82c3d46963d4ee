using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol.Subscriptions;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>
/// How the server introduces itself. Nothing is offered that needs a session: no logging, and changes of lists only to
/// clients that can listen without one.
/// </summary>
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

    /// <summary>What is offered to a client that can be told of changes in these lists.</summary>
    public static ServerCapabilities Capabilities(OfferKinds changing = OfferKinds.None) => new()
    {
        Tools = new ToolsCapability { ListChanged = Flag(changing, OfferKinds.Tools) },
        Prompts = new PromptsCapability { ListChanged = Flag(changing, OfferKinds.Prompts) },
        Resources = new ResourcesCapability { ListChanged = Flag(changing, OfferKinds.Resources) },
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

    private static bool? Flag(OfferKinds kinds, OfferKinds kind) => kinds.HasFlag(kind) ? true : null;
}
