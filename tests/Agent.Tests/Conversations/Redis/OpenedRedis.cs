using AgentStack.Agent.Conversations;
using AgentStack.Agent.Conversations.Redis;

namespace AgentStack.Agent.Tests.Conversations.Redis;

/// <summary>Stores in Redis, each with a connection of its own, as processes have them.</summary>
internal sealed class OpenedRedis(ConversationOptions options, TimeProvider clock) : IAsyncDisposable
{
    private readonly List<RedisConnection> _connections = [];

    public RedisConversations Open(string address)
    {
        var parsed = RedisAddress.Parse(address);
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
