namespace AgentStack.LocalAws.Faults;

/// <summary>What is to go wrong inside a response stream that has begun.</summary>
internal enum StreamFault
{
    /// <summary>An exception event in the stream.</summary>
    Error,

    /// <summary>The connection ends half-way.</summary>
    Cut,
}
