using System.Globalization;
using System.Text;

namespace StackExchange.Redis.Resp;

/// <summary>Replies of RESP version 2.</summary>
internal sealed class RespReader(Stream stream)
{
    private const int MaxLine = 64 * 1024;
    private const int MaxBulk = 512 * 1024 * 1024;

    private readonly byte[] _byte = new byte[1];

    public async Task<RespReply> ReadAsync()
    {
        var line = await ReadLineAsync();
        var rest = line.Length > 0 ? line[1..] : "";
        return line.FirstOrDefault() switch
        {
            '+' or ':' => new RespReply(new RedisResult((RedisValue)rest), null),
            '-' => new RespReply(null, rest),
            '$' => new RespReply(new RedisResult(await ReadBulkAsync(Count(rest, MaxBulk))), null),
            '*' => new RespReply(await ReadArrayAsync(Count(rest, 1024 * 1024)), null),
            _ => throw new InvalidDataException("The server does not speak RESP."),
        };
    }

    private static int Count(string text, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count >= -1 && count <= most
            ? count
            : throw new InvalidDataException("The server does not speak RESP.");

    private async Task<RedisResult> ReadArrayAsync(int count)
    {
        if (count < 0)
            return new RedisResult(RedisValue.Null);

        var items = new RedisResult[count];
        for (var i = 0; i < count; i++)
        {
            var item = await ReadAsync();
            items[i] = item.Result ?? throw new InvalidDataException("An error within an array.");
        }

        return new RedisResult(items);
    }

    private async Task<RedisValue> ReadBulkAsync(int length)
    {
        if (length < 0)
            return RedisValue.Null;

        var bytes = new byte[length + 2];
        await stream.ReadExactlyAsync(bytes);
        return (ReadOnlyMemory<byte>)bytes.AsMemory(0, length);
    }

    private async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            await stream.ReadExactlyAsync(_byte);
            if (_byte[0] == '\n' && line.Length > 0 && line[^1] == '\r')
                return line.ToString(0, line.Length - 1);

            line.Append((char)_byte[0]);
            if (line.Length > MaxLine)
                throw new InvalidDataException("The server does not speak RESP.");
        }
    }
}
