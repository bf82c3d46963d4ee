using System.Text;

namespace StackExchange.Redis;

public readonly struct RedisKey : IEquatable<RedisKey>
{
    private readonly string? _key;

    private RedisKey(string? key) => _key = key;

    internal ReadOnlyMemory<byte> Bytes => Encoding.UTF8.GetBytes(_key ?? "");

    public static implicit operator RedisKey(string? key) => new(key);

    public static bool operator ==(RedisKey left, RedisKey right) => left.Equals(right);

    public static bool operator !=(RedisKey left, RedisKey right) => !left.Equals(right);

    public bool Equals(RedisKey other) => _key == other._key;

    public override bool Equals(object? obj) => obj is RedisKey other && Equals(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_key ?? "");

    public override string ToString() => _key ?? "";
}
