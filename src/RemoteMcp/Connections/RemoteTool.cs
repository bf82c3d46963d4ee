using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>A tool as its server describes it.</summary>
public sealed record RemoteTool(string Server, string Name, string Description, JsonElement InputSchema)
{
    /// <summary>What the server says that the tool does to the world; only hints.</summary>
    public RemoteToolHints Hints { get; init; } = new();

    /// <summary>Whether a call that may have run already can be sent again.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Of its structured results, as the server says it.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>As the server says them.</summary>
    public JsonElement? Annotations { get; init; }

    internal static RemoteTool From(string server, Tool tool) =>
        new(server, tool.Name, tool.Description ?? tool.Title ?? "", tool.InputSchema)
        {
            Hints = RemoteToolHints.From(tool.Annotations),
            OutputSchema = tool.OutputSchema,
            Annotations = tool.Annotations is { } annotations ? Write(annotations) : null,
            IsRepeatable = tool.Annotations is { ReadOnlyHint: true } or { IdempotentHint: true },
        };

    private static JsonElement Write(ToolAnnotations annotations) => JsonSerializer.SerializeToElement(
        annotations, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ToolAnnotations)));
}
