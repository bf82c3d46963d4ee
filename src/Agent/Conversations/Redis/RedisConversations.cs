using StackExchange.Redis;

namespace AgentStack.Agent.Conversations.Redis;

/// <summary>Conversations in Redis, a key a session: shared by all processes that are told the same one.</summary>
internal sealed class RedisConversations(
    ConversationOptions options, RedisAddress address, RedisConnection redis, TimeProvider clock) : IConversationStore
{
    private readonly RedisFailures _failures = new(address, options.RedisPrefix);

    public async Task<StoredConversation> LoadAsync(SessionId session, CancellationToken cancellationToken)
    {
        var key = KeyOf(session);
        try
        {
            var fields = await redis.RunAsync((database, _) => database.HashGetAllAsync(key), cancellationToken);
            var turns = RedisLayout.Read(fields);
            return turns is [.., var last] && options.IsForgotten(last.At, clock.GetUtcNow())
                ? StoredConversation.Empty
                : new StoredConversation(turns);
        }
        catch (Exception e) when (RedisFailures.IsOne(e))
        {
            throw _failures.Tell(e);
        }
    }

    public async Task SaveAsync(SessionId session, StoredTurn turn, CancellationToken cancellationToken)
    {
        RedisKey[] keys = [KeyOf(session)];
        try
        {
            var saved = await redis.RunAsync(
                (database, mayBeDone) => database.ScriptEvaluateAsync(
                    RedisLayout.SaveScript,
                    keys,
                    RedisLayout.SaveArguments(turn, options, clock.GetUtcNow(), mayBeDone),
                    CommandFlags.NoScriptCache),
                cancellationToken);

            if ((long)saved == 0)
                throw new ConversationConflictException(session);
        }
        catch (Exception e) when (RedisFailures.IsOne(e))
        {
            throw _failures.Tell(e);
        }
    }

    // In braces, all that is between them decides about the node of a cluster.
    private RedisKey KeyOf(SessionId session) => $"{options.RedisPrefix}{{{SessionKey.Of(session)}}}";
}
