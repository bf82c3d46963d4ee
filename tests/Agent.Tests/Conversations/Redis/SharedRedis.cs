using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Conversations.Redis;

/// <summary>One server for the tests of a class, each of which has keys of its own.</summary>
public sealed class SharedRedis : IAsyncLifetime
{
    private RedisServer? _server;

    /// <summary>Skips the test where there is none.</summary>
    public RedisServer Server
    {
        get
        {
            Assert.SkipWhen(_server is null, "redis-server is not on this machine; Debian has it as the package redis-server.");
            return _server;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (RedisServer.IsInstalled)
            _server = await RedisServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
