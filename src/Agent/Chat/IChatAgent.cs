using AgentStack.Agent.Conversations;
using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Chat;

/// <summary>Whom the person at the console talks with: the agent of this process, or a deployed one.</summary>
internal interface IChatAgent
{
    /// <summary>
    /// Ends with a <see cref="DoneEvent"/>, an <see cref="ApprovalEvent"/> or an <see cref="ErrorEvent"/>; throws only
    /// when the caller cancelled.
    /// </summary>
    Task RunAsync(TurnRequest request, ITurnListener listener, CancellationToken cancellationToken);

    /// <summary>What is kept of a conversation: nothing where that cannot be known.</summary>
    Task<(int Turns, bool IsWaiting)> LookAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>Prints what tools there are.</summary>
    Task ListToolsAsync(TextWriter output, CancellationToken cancellationToken);
}
