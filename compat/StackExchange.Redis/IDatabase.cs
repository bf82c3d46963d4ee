namespace StackExchange.Redis;

public interface IDatabase : IDatabaseAsync
{
    int Database { get; }
}
