namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// A tool's annotations with the defaults of the MCP specification: a tool that says nothing may destroy, and may reach
/// beyond its own system.
/// </summary>
public sealed record RemoteToolHints(bool IsReadOnly = false, bool IsDestructive = true, bool IsOpenWorld = true)
{
    internal static RemoteToolHints From(bool? isReadOnly, bool? isDestructive, bool? isOpenWorld) =>
        new(isReadOnly ?? false, isReadOnly != true && (isDestructive ?? true), isOpenWorld ?? true);
}
