namespace AgentStack.Agent.Conversations;

/// <summary>How the store did when it was last used; nobody asks it for this.</summary>
internal sealed class StoreHealth(TimeProvider clock)
{
    private volatile StoreFailure? _failure;

    /// <summary>Null when it did what it was asked.</summary>
    public StoreFailure? Failure => _failure;

    public void Worked() => _failure = null;

    public void Failed(string message) => _failure = new StoreFailure(message, _failure?.Since ?? clock.GetUtcNow());
}
