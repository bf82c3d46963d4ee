namespace StackExchange.Redis;

public class RedisException : Exception
{
    public RedisException(string message)
        : this(message, null)
    {
    }

    public RedisException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
