namespace AgentStack.Agent.Conversations;

/// <summary>Another writer was faster in the same session: what was to be written is not.</summary>
internal sealed class ConversationConflictException(SessionId session)
    : Exception($"Another process has written to session '{session}' meanwhile.")
{
    public SessionId Session { get; } = session;
}
