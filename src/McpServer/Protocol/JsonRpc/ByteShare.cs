namespace AgentStack.McpServer.Protocol.JsonRpc;

/// <summary>The bytes that one body or answer takes of a <see cref="ByteBudget"/>, until it is disposed of.</summary>
internal sealed class ByteShare(ByteBudget budget, long bytes) : IDisposable
{
    private long _bytes = bytes;

    /// <summary>Gives back what turned out not to be needed.</summary>
    public void ShrinkTo(long needed)
    {
        if (needed < _bytes)
            budget.GiveBack(Interlocked.Exchange(ref _bytes, needed) - needed);
    }

    public void Dispose() => budget.GiveBack(Interlocked.Exchange(ref _bytes, 0));
}
