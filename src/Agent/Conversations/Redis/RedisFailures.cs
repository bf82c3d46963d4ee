using StackExchange.Redis;

namespace AgentStack.Agent.Conversations.Redis;

/// <summary>What went wrong at Redis, in words for the person who asked; never in the server's own.</summary>
internal sealed class RedisFailures(RedisAddress address, string prefix)
{
    private static readonly string[] NotReady = ["LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "BUSY"];

    /// <summary>Whether it is a failure of Redis, and not of ours.</summary>
    public static bool IsOne(Exception e) =>
        e is RedisException or TimeoutException or FormatException or OverflowException or ArgumentOutOfRangeException
            or InvalidCastException or ObjectDisposedException;

    public ConversationStoreException Tell(Exception e) => e switch
    {
        RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } => Refused(e),
        RedisConnectionException when Says(e, "WRONGPASS") || Says(e, "NOAUTH") || Says(e, "authentication failure") => Refused(e),
        RedisConnectionException => Failure("cannot be reached", "See that it runs, and that Conversations:Redis names it.", e),
        RedisServerException => Answered(e),
        TimeoutException => Failure("did not answer in time", "See whether it hangs or is overloaded.", e),
        ObjectDisposedException => Failure("is no longer connected", "The agent is shutting down; ask again in a moment.", e),
        _ => Foreign(e),
    };

    private ConversationStoreException Answered(Exception e) =>
        Says(e, "WRONGPASS") || Says(e, "NOAUTH") ? Refused(e)
        : Says(e, "NOPERM") ? Failure("lets this user not in", "It needs hgetall, hmget, hget, hset, hdel, del, exists, pexpire and eval.", e)
        : Says(e, "WRONGTYPE") ? Foreign(e)
        : Says(e, "READONLY") ? Failure("is a read-only replica", "Name the primary in Conversations:Redis.", e)
        : Says(e, "OOM ") ? Failure("is out of memory", "Raise its maxmemory, or set maxmemory-policy to volatile-ttl.", e)
        : Says(e, "MISCONF") ? Failure("cannot save to its disk and takes no writes", "See its log.", e)
        : Array.Exists(NotReady, code => Says(e, code)) ? Failure("is not ready", "Ask again in a moment.", e)
        : Failure("refused", "See its log.", e);

    private ConversationStoreException Refused(Exception e) =>
        Failure("does not take the user or the password", "Correct them in Conversations:Redis.", e);

    private ConversationStoreException Foreign(Exception e) =>
        Failure(
            $"holds something else under a key that begins with '{prefix}'",
            "Set Conversations:RedisPrefix to what nobody else uses.",
            e);

    private ConversationStoreException Failure(string problem, string remedy, Exception cause) =>
        new($"The Redis at {address}, where conversations are kept, {problem}. {remedy}", cause);

    private static bool Says(Exception e, string code) =>
        e.Message.Contains(code, StringComparison.Ordinal) || (e.InnerException is { } inner && Says(inner, code));
}
