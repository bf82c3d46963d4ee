namespace StackExchange.Redis;

public sealed class RedisTimeoutException(string message) : TimeoutException(message);
