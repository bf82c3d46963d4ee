namespace AgentStack.Tests.Shared.Scripted;

/// <summary>How a scripted MCP server answers.</summary>
public enum ScriptedReply
{
    /// <summary>With one JSON body.</summary>
    Json,

    /// <summary>With a stream of server-sent events that holds one message.</summary>
    EventStream,
}
