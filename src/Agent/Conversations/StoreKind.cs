namespace AgentStack.Agent.Conversations;

/// <summary>Where conversations are kept.</summary>
internal enum StoreKind
{
    /// <summary>In this process; they end with it.</summary>
    Memory,

    /// <summary>In a file of this machine.</summary>
    Sqlite,

    /// <summary>In a server that several processes share.</summary>
    Redis,

    /// <summary>In a memory of Amazon Bedrock AgentCore.</summary>
    AgentCoreMemory,
}
