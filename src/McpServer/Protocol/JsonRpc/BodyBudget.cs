namespace AgentStack.McpServer.Protocol.JsonRpc;

/// <summary>
/// How many bytes of large request bodies the process holds at a time (<c>Mcp:MaxBufferedBytes</c>), with the calls that
/// they make. As much may wait as is likely to have its turn before it loses patience.
/// </summary>
internal sealed class BodyBudget(McpOptions options, TimeProvider clock)
    : ByteBudget(options.MostBuffered, options.MostBuffered * 4, clock);
