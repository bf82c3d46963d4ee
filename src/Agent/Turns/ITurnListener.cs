using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Turns;

/// <summary>Hears what happens in a turn, one event after the other.</summary>
internal interface ITurnListener
{
    Task OnEventAsync(TurnEvent turnEvent, CancellationToken cancellationToken);
}
