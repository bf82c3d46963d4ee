using AgentStack.Agent.Chat;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Remote;

/// <summary>A deployed agent as whom a person at the console talks with.</summary>
internal sealed class RemoteChatAgent(RemoteAgent agent) : IChatAgent
{
    public Task RunAsync(TurnRequest request, ITurnListener listener, CancellationToken cancellationToken) =>
        agent.RunAsync(request, isStreamed: true, new MeaningListener(listener), cancellationToken);

    public Task<(int Turns, bool IsWaiting)> LookAsync(SessionId session, CancellationToken cancellationToken) =>
        Task.FromResult((0, false));

    public Task ListToolsAsync(TextWriter output, CancellationToken cancellationToken) =>
        output.WriteLineAsync($"  The tools are the business of the agent at {PrintableText.Of(agent.Address.ToString())}; ask it.");

    /// <summary>Cares for what an answer means, not for how it was written.</summary>
    private sealed class MeaningListener(ITurnListener listener) : IRemoteListener
    {
        public Task OnEventAsync(TurnEvent turnEvent, CancellationToken cancellationToken) =>
            listener.OnEventAsync(turnEvent, cancellationToken);

        public Task OnWrittenAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
