namespace AgentStack.LocalAws.Faults;

/// <summary>What is to go wrong.</summary>
public enum FaultKind
{
    /// <summary>The answer is right and late.</summary>
    Delay,

    /// <summary>The service says that it is asked too often.</summary>
    Throttle,

    /// <summary>The service fails with HTTP 500.</summary>
    Error,

    /// <summary>The connection ends before any answer.</summary>
    Cut,

    /// <summary>An exception event inside the response stream.</summary>
    StreamError,

    /// <summary>The connection ends half-way through the response stream.</summary>
    CutStream,

    /// <summary>The response stream goes silent, and the connection stays open.</summary>
    Stall,
}
