using System.Globalization;
using System.Text;

namespace StackExchange.Redis;

public readonly struct RedisValue : IEquatable<RedisValue>
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly bool _isThere;

    private RedisValue(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        _isThere = true;
    }

    public static RedisValue Null => default;

    public bool IsNull => !_isThere;

    internal ReadOnlyMemory<byte> Bytes => _bytes;

    public static implicit operator RedisValue(string? value) => value is null ? Null : new(Encoding.UTF8.GetBytes(value));

    public static implicit operator RedisValue(byte[]? value) => value is null ? Null : new(value);

    public static implicit operator RedisValue(ReadOnlyMemory<byte> value) => new(value);

    public static implicit operator RedisValue(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static implicit operator RedisValue(int value) => (long)value;

    public static implicit operator string?(RedisValue value) => value.IsNull ? null : Encoding.UTF8.GetString(value._bytes.Span);

    public static implicit operator byte[]?(RedisValue value) => value.IsNull ? null : value._bytes.ToArray();

    public static implicit operator ReadOnlyMemory<byte>(RedisValue value) => value._bytes;

    public static bool operator ==(RedisValue left, RedisValue right) => left.Equals(right);

    public static bool operator !=(RedisValue left, RedisValue right) => !left.Equals(right);

    public bool Equals(RedisValue other) => _isThere == other._isThere && _bytes.Span.SequenceEqual(other._bytes.Span);

    public override bool Equals(object? obj) => obj is RedisValue other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_bytes.Span);
        return hash.ToHashCode();
    }

    public override string ToString() => (string?)this ?? "";
}
