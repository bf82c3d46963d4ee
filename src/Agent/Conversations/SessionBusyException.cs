namespace AgentStack.Agent.Conversations;

/// <summary>More turns wait in a session than may.</summary>
internal sealed class SessionBusyException(SessionId session, int waiting)
    : Exception($"{waiting} turns wait in session '{session}' already (Conversations:MaxWaiting).");
