using Amazon.BedrockAgentCore;

namespace AgentStack.Agent.Conversations.AgentCoreMemory;

/// <summary>
/// Conversations in AgentCore Memory: each write is an event of the session. Nothing is ever changed there; a turn that
/// goes on is a later event, and what is too old or too much is passed over when a session is read.
/// </summary>
internal sealed class AgentCoreMemoryConversations(
    AgentCoreMemoryOptions memory, ConversationOptions options, Lazy<IAmazonBedrockAgentCore> client, TimeProvider clock)
    : IConversationStore
{
    private readonly MemoryEvents _events = new(memory, client, clock);
    private readonly MemoryFailures _failures = new(memory.Id);

    public Task<StoredConversation> LoadAsync(SessionId session, CancellationToken cancellationToken) =>
        RunAsync(token => ReadAsync(SessionKey.Of(session), token), cancellationToken);

    public Task SaveAsync(SessionId session, StoredTurn turn, CancellationToken cancellationToken) =>
        RunAsync(
            async token =>
            {
                await WriteAsync(session, SessionKey.Of(session), turn, token);
                return true;
            },
            cancellationToken);

    private async Task<StoredConversation> ReadAsync(string session, CancellationToken cancellationToken)
    {
        var chain = await _events.ReadAsync(session, known => known.Holds(options.MaxTurns), cancellationToken);
        if (IsForgotten(chain.Last))
            return StoredConversation.Empty;

        return new StoredConversation([.. chain.Turns().TakeLast(options.MaxTurns).Select(held => held.ReadTurn())]);
    }

    private async Task WriteAsync(SessionId id, string session, StoredTurn turn, CancellationToken cancellationToken)
    {
        var last = await _events.LastAsync(session, cancellationToken);
        var version = IsForgotten(last) ? 0 : last!.Turn.Version;
        if (turn.Version != version + 1)
            throw new ConversationConflictException(id);

        var wanted = MemoryEvent.After(last, turn);
        if (!wanted.Body.Fits)
            throw _failures.TooLarge(turn.Body.Length);

        await _events.CreateAsync(session, wanted, cancellationToken);
        var holder = await _events.HolderAsync(session, wanted.Position, cancellationToken) ?? throw _failures.NotListed();
        if (holder.Writer != wanted.Writer)
            throw new ConversationConflictException(id);
    }

    private bool IsForgotten(MemoryEvent? last) => last is null || clock.GetUtcNow() - last.Turn.At > options.ExpireAfter;

    private async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var limit = new CancellationTokenSource(memory.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // Not every layer of the SDK heeds its token: the wait ends in any case.
            return await run(either.Token).WaitAsync(either.Token);
        }
        catch (Exception e) when (!IsOurs(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _failures.Tell(limit.IsCancellationRequested ? Timeout(e) : e);
        }
    }

    private TimeoutException Timeout(Exception e) => new($"No answer within {memory.Timeout.TotalSeconds:0.##} s.", e);

    private static bool IsOurs(Exception e) => e is ConversationConflictException or ConversationStoreException;
}
