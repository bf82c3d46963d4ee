using AgentStack.Agent.Conversations.Redis;

namespace AgentStack.Agent.Conversations;

internal sealed partial class ConversationOptions
{
    private const string MemoryId = "Memory:Id";

    private static readonly TimeSpan MostToExpireAfter = TimeSpan.FromDays(3650);

    private IEnumerable<(string Key, string Rule)> Addresses()
    {
        var addressed = AddressedStores().ToList();
        if (Store is null && addressed is [var one, var other, ..])
            yield return (one.Key, $"is set beside {Section}:{other.Key}, and conversations are kept in one place; remove one of them");

        foreach (var (key, kind) in addressed.Where(store => Store is not null && store.Kind != Store))
            yield return (key, $"is set, yet {Section}:{nameof(Store)} is {Store}; remove it, or set {Section}:{nameof(Store)} to {kind}");

        if (Store == StoreKind.Redis && string.IsNullOrWhiteSpace(Redis))
            yield return (nameof(Redis), "is missing: where the Redis is, such as localhost:6379");

        // Never with what it holds, nor with what the parser says of it: there is a password in it.
        if (!string.IsNullOrWhiteSpace(Redis) && !RedisAddress.TryParse(Redis, out _))
        {
            yield return (
                nameof(Redis),
                "must be such as host:6379,user=…,password=…,ssl=true or rediss://user:password@host:6379/0; a password"
                + " without a user stands behind a colon, as in rediss://:password@host");
        }

        if (RedisPrefix.Any(character => character is '{' or '}' || char.IsControl(character)))
            yield return (nameof(RedisPrefix), "must not hold braces or control characters");
    }

    private IEnumerable<(string Key, StoreKind Kind)> AddressedStores()
    {
        if (!string.IsNullOrWhiteSpace(Redis))
            yield return (nameof(Redis), StoreKind.Redis);

        if (!string.IsNullOrWhiteSpace(Sqlite))
            yield return (nameof(Sqlite), StoreKind.Sqlite);

        if (!string.IsNullOrWhiteSpace(Memory.GetValueOrDefault("Id")))
            yield return (MemoryId, StoreKind.AgentCoreMemory);
    }
}
