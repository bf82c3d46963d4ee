namespace AgentStack.Agent.Conversations.AgentCoreMemory;

/// <summary>The metadata of an event that holds a turn. Events without them are somebody else's.</summary>
internal static class EventNames
{
    public const string Format = "agentstack.format";
    public const string Position = "agentstack.position";
    public const string Sequence = "agentstack.sequence";
    public const string Version = "agentstack.version";
    public const string At = "agentstack.at";
    public const string Writer = "agentstack.writer";
    public const string Length = "agentstack.length";
    public const string Encoding = "agentstack.encoding";

    /// <summary>Counts up when older agents could not read what is written.</summary>
    public const string CurrentFormat = "1";
}
