namespace AgentStack.McpServer.Protocol.JsonRpc;

/// <summary>
/// How many bytes of large answers the process holds while callers take them (<c>Mcp:MaxAnswerBytesHeld</c>): whoever does
/// not read what was asked for does not fill the memory.
/// </summary>
internal sealed class AnswerBudget(McpOptions options, TimeProvider clock)
    : ByteBudget(options.MaxAnswerBytesHeld, options.MaxAnswerBytesHeld, clock)
{
    private const int SlowestPerSecond = 32 * 1024;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _clock = clock;

    /// <summary>How long a caller may take for so many bytes: one that is slower keeps others from theirs.</summary>
    public static TimeSpan TimeFor(int bytes) => FirstPause + TimeSpan.FromSeconds(bytes / SlowestPerSecond);

    /// <summary>Ends when so many bytes should have been taken.</summary>
    public CancellationTokenSource Timer(int bytes) => new(TimeFor(bytes), _clock);

    /// <summary>Room for an answer, until it is disposed of; one that is larger than all room takes all of it.</summary>
    /// <returns>Null when there is none, also after a wait.</returns>
    public ValueTask<ByteShare?> TakeForAsync(int bytes, CancellationToken cancellationToken) =>
        TakeAsync(Math.Min(bytes, options.MaxAnswerBytesHeld), cancellationToken);
}
