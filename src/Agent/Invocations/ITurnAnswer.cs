using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Invocations;

/// <summary>An HTTP answer that a turn writes itself into.</summary>
internal interface ITurnAnswer : ITurnListener
{
    public Task BeginAsync(CancellationToken cancellationToken);

    public Task EndAsync(TurnRequest request, CancellationToken cancellationToken);
}
