using System.Text.Json;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>A tool as its server describes it.</summary>
public sealed record RemoteTool(string Server, string Name, string Description, JsonElement InputSchema)
{
    /// <summary>The entry of the server's list, with all that this client does not know.</summary>
    public JsonElement Definition { get; init; }

    /// <summary>What the server says that the tool does to the world; only hints.</summary>
    public RemoteToolHints Hints { get; init; } = new();

    /// <summary>Whether a call that may have run already can be sent again.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Of its structured results, as the server says it.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>As the server says them.</summary>
    public JsonElement? Annotations { get; init; }
}
