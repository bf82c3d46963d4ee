using AgentStack.Agent.Turns;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Telemetry;

/// <summary>Watches one model call while it is answered.</summary>
internal sealed class ChatSpan(ITurnListener listener, Action onFirstChunk) : ITurnListener
{
    private bool _hasBegun;

    /// <summary>A piece of the answer is there; the first one counts.</summary>
    public void Begin()
    {
        if (_hasBegun)
            return;

        _hasBegun = true;
        onFirstChunk();
    }

    public Task OnEventAsync(TurnEvent turnEvent, CancellationToken cancellationToken)
    {
        if (turnEvent is TextEvent)
            Begin();

        return listener.OnEventAsync(turnEvent, cancellationToken);
    }
}
