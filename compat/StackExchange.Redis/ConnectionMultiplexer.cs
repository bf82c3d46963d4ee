using StackExchange.Redis.Resp;

namespace StackExchange.Redis;

/// <summary>One connection to one server, which is made again when it is lost.</summary>
public sealed class ConnectionMultiplexer : IConnectionMultiplexer
{
    private readonly RespChannel _channel;
    private readonly int _database;

    private ConnectionMultiplexer(RespChannel channel, int database)
    {
        _channel = channel;
        _database = database;
    }

    public static async Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions configuration, TextWriter? log = null)
    {
        var channel = new RespChannel(configuration);
        try
        {
            await channel.ConnectAsync();
            return new ConnectionMultiplexer(channel, configuration.DefaultDatabase ?? 0);
        }
        catch
        {
            channel.Dispose();
            throw;
        }
    }

    public IDatabase GetDatabase(int db = -1, object? asyncState = null) => new RedisDatabase(_channel, db < 0 ? _database : db);

    public void Dispose() => _channel.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
