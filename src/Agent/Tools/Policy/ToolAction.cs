namespace AgentStack.Agent.Tools.Policy;

/// <summary>What is done when the model calls a tool.</summary>
internal enum ToolAction
{
    /// <summary>It is run.</summary>
    Auto,

    /// <summary>A person is asked first.</summary>
    Ask,

    /// <summary>It is not even offered.</summary>
    Deny,
}
