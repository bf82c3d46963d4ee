namespace AgentStack.Tests.Shared.Scripted;

/// <summary>What a scripted MCP server does about sessions.</summary>
public enum ScriptedSession
{
    /// <summary>It hands out none and asks for none.</summary>
    Stateless,

    /// <summary>It hands one out, asks for it ever after, and answers 404 to one that it does not know.</summary>
    Stateful,

    /// <summary>It knows none; a platform in front of it puts one on each answer.</summary>
    Injected,
}
