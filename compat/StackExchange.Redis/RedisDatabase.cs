using StackExchange.Redis.Resp;

namespace StackExchange.Redis;

internal sealed class RedisDatabase(RespChannel channel, int database) : IDatabase
{
    public int Database => database;

    public async Task<HashEntry[]> HashGetAllAsync(RedisKey key, CommandFlags flags = CommandFlags.None)
    {
        var values = (RedisValue[]?)await channel.AskAsync("HGETALL"u8.ToArray(), key.Bytes) ?? [];
        return [.. values.Chunk(2).Select(pair => new HashEntry(pair[0], pair[1]))];
    }

    public Task<RedisResult> ScriptEvaluateAsync(
        string script, RedisKey[]? keys = null, RedisValue[]? values = null, CommandFlags flags = CommandFlags.None)
    {
        RedisValue text = script;
        RedisValue count = keys?.Length ?? 0;
        return channel.AskAsync(
        [
            "EVAL"u8.ToArray(), text.Bytes, count.Bytes,
            .. (keys ?? []).Select(key => key.Bytes),
            .. (values ?? []).Select(value => value.Bytes),
        ]);
    }
}
