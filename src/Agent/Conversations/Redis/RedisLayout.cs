using System.Globalization;
using StackExchange.Redis;

namespace AgentStack.Agent.Conversations.Redis;

/// <summary>
/// A session as a hash: <c>version</c>, <c>at</c> (Unix milliseconds) and <c>turns</c> (sequences in their order), and for
/// each turn its body under its sequence and "version at" under <c>sequence:head</c>. One key, so that it goes as a whole.
/// </summary>
internal static class RedisLayout
{
    public const string SaveScript = """
        local known = redis.call('HMGET', KEYS[1], 'version', 'at', 'turns')
        local version, turns = known[1] or '0', known[3] or ''
        if not known[1] and redis.call('EXISTS', KEYS[1]) == 1 then
          return redis.error_reply('WRONGTYPE The key holds no conversation.')
        end
        if known[1] and tonumber(known[2]) < tonumber(ARGV[5]) then
          version, turns = '0', ''
        end
        if ARGV[9] == '1' and version == ARGV[2] and redis.call('HGET', KEYS[1], ARGV[3]) == ARGV[8] then
          return 1
        end
        if version ~= ARGV[1] then
          return 0
        end
        if version == '0' then
          redis.call('DEL', KEYS[1])
        end
        local order = {}
        for sequence in string.gmatch(turns, '%S+') do
          order[#order + 1] = sequence
        end
        if order[#order] ~= ARGV[3] then
          order[#order + 1] = ARGV[3]
        end
        while #order > tonumber(ARGV[6]) do
          local oldest = table.remove(order, 1)
          redis.call('HDEL', KEYS[1], oldest, oldest .. ':head')
        end
        redis.call('HSET', KEYS[1], 'version', ARGV[2], 'at', ARGV[4], 'turns', table.concat(order, ' '),
          ARGV[3], ARGV[8], ARGV[3] .. ':head', ARGV[2] .. ' ' .. ARGV[4])
        redis.call('PEXPIRE', KEYS[1], ARGV[7])
        return 1
        """;

    /// <param name="turn">What to save.</param>
    /// <param name="options">How much is kept, and for how long.</param>
    /// <param name="now">By the clock that decides what is forgotten; Redis's own only clears away.</param>
    /// <param name="mayBeDone">Whether to succeed when exactly this is there already.</param>
    public static RedisValue[] SaveArguments(StoredTurn turn, ConversationOptions options, DateTimeOffset now, bool mayBeDone) =>
    [
        turn.Version - 1,
        turn.Version,
        turn.Sequence,
        turn.At.ToUnixTimeMilliseconds(),
        now.ToUnixTimeMilliseconds() - (long)options.ExpireAfter.TotalMilliseconds,
        options.MaxTurns,
        (long)options.ExpireAfter.TotalMilliseconds + 1,
        turn.Body,
        mayBeDone ? 1 : 0,
    ];

    /// <exception cref="FormatException">It is no conversation.</exception>
    public static IReadOnlyList<StoredTurn> Read(HashEntry[] fields)
    {
        if (fields.Length == 0)
            return [];

        var byName = fields.ToDictionary(field => field.Name.ToString(), field => field.Value);
        var turns = Field(byName, "turns").ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. turns.Select(sequence => ReadTurn(sequence, byName))];
    }

    private static StoredTurn ReadTurn(string sequence, Dictionary<string, RedisValue> byName)
    {
        if (Field(byName, $"{sequence}:head").ToString().Split(' ') is not [var version, var at])
            throw new FormatException("A turn has no head.");

        return new StoredTurn(
            Number(sequence), Number(version), DateTimeOffset.FromUnixTimeMilliseconds(Number(at)), (byte[]?)Field(byName, sequence));
    }

    private static RedisValue Field(Dictionary<string, RedisValue> byName, string name) =>
        byName.TryGetValue(name, out var value) ? value : throw new FormatException($"There is no {name}.");

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
