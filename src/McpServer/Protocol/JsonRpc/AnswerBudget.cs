using System.Threading.RateLimiting;

namespace AgentStack.McpServer.Protocol.JsonRpc;

/// <summary>
/// How many bytes of large answers the process holds while callers take them (<c>Mcp:MaxAnswerBytesHeld</c>): whoever does
/// not read what was asked for does not fill the memory. Small answers are not counted, and never wait.
/// </summary>
internal sealed class AnswerBudget(McpOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>An answer of no more bytes is small.</summary>
    public const int MostOfSmall = 64 * 1024;

    /// <summary>How long a large answer waits for room.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int Unit = 1024;
    private const int SlowestPerSecond = 32 * 1024;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);

    private readonly int _most = (int)(options.MaxAnswerBytesHeld / Unit);
    private readonly ConcurrencyLimiter _room = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = (int)(options.MaxAnswerBytesHeld / Unit),
        QueueLimit = (int)(options.MaxAnswerBytesHeld / Unit),
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>What is held at this moment, in KB.</summary>
    public long Held => _most - _room.GetStatistics()!.CurrentAvailablePermits;

    /// <summary>What waits for room, in KB.</summary>
    public long Waiting => _room.GetStatistics()!.CurrentQueuedCount;

    /// <summary>How long a caller may take for so many bytes: one that is slower keeps others from theirs.</summary>
    public static TimeSpan TimeFor(int bytes) => FirstPause + TimeSpan.FromSeconds(bytes / SlowestPerSecond);

    /// <summary>Ends when so many bytes should have been taken.</summary>
    public CancellationTokenSource Timer(int bytes) => new(TimeFor(bytes), clock);

    /// <summary>Room for an answer, until it is disposed of; one that is larger than all room takes all of it.</summary>
    /// <returns>Not acquired when there is none, also after a wait.</returns>
    public async ValueTask<RateLimitLease> TakeAsync(int bytes, CancellationToken cancellationToken)
    {
        var wanted = Math.Min(_most, (bytes / Unit) + 1);
        var lease = _room.AttemptAcquire(wanted);
        if (lease.IsAcquired)
            return lease;

        using var patience = new CancellationTokenSource(Patience, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await _room.AcquireAsync(wanted, end.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return lease;
        }
    }

    public void Dispose() => _room.Dispose();
}
