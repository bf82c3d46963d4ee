namespace StackExchange.Redis;

public readonly record struct HashEntry(RedisValue Name, RedisValue Value);
