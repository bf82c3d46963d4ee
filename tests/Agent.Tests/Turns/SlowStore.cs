using AgentStack.Agent.Conversations;

namespace AgentStack.Agent.Tests.Turns;

/// <summary>Keeps a turn when the test lets it.</summary>
internal sealed class SlowStore : IConversationStore
{
    private readonly TaskCompletionSource _saving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Saving => _saving.Task;

    public void Finish() => _finish.SetResult();

    public Task<StoredConversation> LoadAsync(SessionId session, CancellationToken cancellationToken) =>
        Task.FromResult(StoredConversation.Empty);

    public Task SaveAsync(SessionId session, StoredTurn turn, CancellationToken cancellationToken)
    {
        _saving.TrySetResult();
        return _finish.Task.WaitAsync(cancellationToken);
    }
}
