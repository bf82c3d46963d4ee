using AgentStack.Agent.Lifecycle;
using AgentStack.Agent.Turns;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Invocations;

/// <summary>
/// Lets turns begin, until the process is told to stop: then each is refused by an event, since the platform hides the
/// body of an answer 503.
/// </summary>
internal sealed class TurnAdmission(TurnRunner turns, Shutdown shutdown)
{
    private const string Stopping = "agent_stopping";

    public Task RunAsync(TurnRequest request, ITurnListener listener, CancellationToken cancellationToken) =>
        shutdown.IsStopping
            ? listener.OnEventAsync(
                new ErrorEvent(
                    "The agent is being stopped and takes no new turn; nothing was done. Send it again in a moment.",
                    Stopping,
                    request.RequestId),
                cancellationToken)
            : turns.RunAsync(request, listener, cancellationToken);
}
