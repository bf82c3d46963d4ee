namespace AgentStack.McpServer.Gateway.Limits;

/// <summary>What became of a call that wanted to run.</summary>
internal enum CallEntry
{
    /// <summary>It runs, and must leave when it has ended.</summary>
    Granted,

    /// <summary>As many as may wait did so already.</summary>
    Full,

    /// <summary>Its turn did not come in time.</summary>
    TooLate,
}
