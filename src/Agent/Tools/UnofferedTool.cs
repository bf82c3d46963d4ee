using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Tools;

/// <summary>A tool that a server lists and the model is not offered.</summary>
/// <param name="Reason">A clause without a full stop, such as <c>its schema is too large</c>.</param>
internal sealed record UnofferedTool(string Server, string Tool, string Reason)
{
    /// <summary>Of its definition, to pin it by; null where that is none.</summary>
    public string? Fingerprint { get; init; }

    public static UnofferedTool Of(RemoteMcpServer server, LeftOutTool tool) => new(server.Name, tool.Name, tool.Reason);

    public override string ToString() => $"The tool '{ModelText.Clean(Tool)}' of MCP server '{Server}' is left out: {Reason}.";
}
