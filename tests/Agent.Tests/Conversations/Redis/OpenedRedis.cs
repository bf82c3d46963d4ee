using AgentStack.Agent.Conversations;
using AgentStack.Agent.Conversations.Redis;

namespace AgentStack.Agent.Tests.Conversations.Redis;

/// <summary>Stores in Redis, each with a connection of its own, as processes have them.</summary>
internal sealed class OpenedRedis(ConversationOptions options, TimeProvider clock) : IAsyncDisposable
{
    private const int Minute = 60_000;

    private readonly List<RedisConnection> _connections = [];

    public RedisConversations Open(string address)
    {
        var parsed = RedisAddress.Parse(address);

        // The client's own limits are of real time, which a machine under load can miss.
        parsed.Options.AsyncTimeout = parsed.Options.SyncTimeout = Minute;
        if (!address.Contains("connectTimeout", StringComparison.Ordinal))
            parsed.Options.ConnectTimeout = Minute;

        var connection = new RedisConnection(parsed, clock);
        _connections.Add(connection);
        return new RedisConversations(options, parsed, connection, clock);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync();
    }
}
