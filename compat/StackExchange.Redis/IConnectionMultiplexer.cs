namespace StackExchange.Redis;

public interface IConnectionMultiplexer : IDisposable, IAsyncDisposable
{
    IDatabase GetDatabase(int db = -1, object? asyncState = null);
}
