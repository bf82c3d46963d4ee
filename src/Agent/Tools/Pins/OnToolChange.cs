namespace AgentStack.Agent.Tools.Pins;

/// <summary>What happens to a tool whose definition has changed.</summary>
internal enum OnToolChange
{
    /// <summary>It is offered as it is now.</summary>
    Allow,

    /// <summary>It is offered, and the log and the next turn say so once.</summary>
    Warn,

    /// <summary>It is left out until it is as it was, is pinned, or the process starts again.</summary>
    Deny,
}
