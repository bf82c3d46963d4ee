using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Conversations;

/// <summary>The turns of one session. A turn is kept whole or not at all, and one at a time is under way.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never asked for.")]
internal sealed class Conversation(int maxTurns)
{
    private readonly SemaphoreSlim _oneTurn = new(1, 1);
    private readonly List<IReadOnlyList<ChatMessage>> _turns = [];

    /// <summary>What was said so far, oldest first. Only for who holds the turn.</summary>
    public IEnumerable<ChatMessage> Messages => _turns.SelectMany(turn => turn);

    public bool IsIdle => _oneTurn.CurrentCount == 1;

    /// <summary>Waits for the turn before; disposing the result lets the next one begin.</summary>
    public async Task<IDisposable> BeginTurnAsync(CancellationToken cancellationToken)
    {
        await _oneTurn.WaitAsync(cancellationToken);
        return new HeldTurn(_oneTurn);
    }

    /// <summary>Adds a turn that ended well; the oldest ones beyond the limit go, whole.</summary>
    public void Complete(IReadOnlyList<ChatMessage> turn)
    {
        _turns.Add(turn);
        if (_turns.Count > maxTurns)
            _turns.RemoveRange(0, _turns.Count - maxTurns);
    }

    private sealed class HeldTurn(SemaphoreSlim held) : IDisposable
    {
        public void Dispose() => held.Release();
    }
}
