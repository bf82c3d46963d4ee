namespace StackExchange.Redis;

public sealed class RedisConnectionException : RedisException
{
    public RedisConnectionException(ConnectionFailureType failureType, string message, Exception? innerException)
        : base(message, innerException)
    {
        FailureType = failureType;
    }

    public ConnectionFailureType FailureType { get; }
}
