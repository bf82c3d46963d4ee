using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// Tools that want some of their arguments as headers too (<c>x-mcp-header</c>). A new connection must know them before it
/// calls one, though it has listed nothing yet.
/// </summary>
internal sealed class MarkedTools
{
    private volatile IReadOnlyList<Tool> _tools = [];

    public void Teach(Connection connection)
    {
        if (connection.IsModern && _tools is { Count: > 0 } tools)
            connection.Client.AddKnownTools(tools);
    }

    /// <summary>What a whole list has found, which the connection knows already.</summary>
    public void Replace(IReadOnlyList<Tool> tools, Connection connection)
    {
        connection.Client.RemoveKnownTools(_tools.Select(tool => tool.Name).Except(tools.Select(tool => tool.Name)));
        _tools = tools;
    }
}
