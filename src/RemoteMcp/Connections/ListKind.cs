namespace AgentStack.RemoteMcp.Connections;

/// <summary>What a server lists, and says when it has changed.</summary>
internal enum ListKind
{
    Tools,
    Prompts,
    Resources,
}
