using System.Globalization;

namespace StackExchange.Redis;

public class RedisResult
{
    private readonly RedisValue _value;
    private readonly RedisResult[]? _items;

    internal RedisResult(RedisValue value) => _value = value;

    internal RedisResult(RedisResult[] items) => _items = items;

    public bool IsNull => _items is null && _value.IsNull;

    public static explicit operator RedisValue(RedisResult result) => result._value;

    public static explicit operator long(RedisResult result) => long.Parse(result.ToString(), CultureInfo.InvariantCulture);

    public static explicit operator RedisValue[]?(RedisResult result) =>
        result._items is { } items ? Array.ConvertAll(items, item => item._value) : null;

    public override string ToString() => _items is null ? _value.ToString() : $"{_items.Length} element(s)";
}
