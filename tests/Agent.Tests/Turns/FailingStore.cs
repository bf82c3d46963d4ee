using AgentStack.Agent.Conversations;

namespace AgentStack.Agent.Tests.Turns;

/// <summary>Knows nothing and keeps nothing: every write fails, or never ends.</summary>
internal sealed class FailingStore(Exception? failure) : IConversationStore
{
    private readonly TaskCompletionSource _saving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Saving => _saving.Task;

    public Task<StoredConversation> LoadAsync(SessionId session, CancellationToken cancellationToken) =>
        Task.FromResult(StoredConversation.Empty);

    public Task SaveAsync(SessionId session, StoredTurn turn, CancellationToken cancellationToken)
    {
        _saving.TrySetResult();
        return failure is null ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.FromException(failure);
    }
}
