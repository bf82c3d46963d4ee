namespace StackExchange.Redis;

public sealed class RedisServerException(string message) : RedisException(message);
