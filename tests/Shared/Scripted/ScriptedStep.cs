namespace AgentStack.Tests.Shared.Scripted;

/// <summary>A step of the protocol at which a scripted MCP server can fail.</summary>
public enum ScriptedStep
{
    /// <summary><c>server/discover</c> and <c>initialize</c>.</summary>
    Start,

    /// <summary><c>notifications/initialized</c>.</summary>
    Initialized,

    /// <summary><c>tools/list</c>.</summary>
    ListTools,

    /// <summary><c>tools/call</c>.</summary>
    CallTool,
}
