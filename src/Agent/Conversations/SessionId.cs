namespace AgentStack.Agent.Conversations;

/// <summary>Names a conversation. Any length is taken: the platform, not the container, asks for 33 to 256 characters.</summary>
internal sealed record SessionId(string Value)
{
    public static SessionId New() => new($"session-{Guid.NewGuid():D}");

    public override string ToString() => Value;
}
