using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Remote;

/// <summary>Hears a deployed agent's answer, as it came and as what it means.</summary>
internal interface IRemoteListener : ITurnListener
{
    /// <param name="text">The body, or what one event of a stream holds; JSON, unless the agent wrote something else.</param>
    /// <param name="cancellationToken">Ends the wait of who is told.</param>
    Task OnWrittenAsync(string text, CancellationToken cancellationToken);
}
