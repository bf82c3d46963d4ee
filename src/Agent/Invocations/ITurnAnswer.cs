using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Invocations;

/// <summary>An HTTP answer that a turn writes itself into.</summary>
internal interface ITurnAnswer : ITurnListener
{
    Task BeginAsync(CancellationToken cancellationToken);

    Task EndAsync(TurnRequest request, CancellationToken cancellationToken);
}
