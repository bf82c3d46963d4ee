using System.Buffers;
using System.Globalization;
using System.Text;

namespace StackExchange.Redis.Resp;

/// <summary>A command as RESP: an array of bulk strings.</summary>
internal static class RespWriter
{
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    public static async Task WriteAsync(Stream stream, ReadOnlyMemory<byte>[] command)
    {
        var bytes = new ArrayBufferWriter<byte>(256 + command.Sum(word => word.Length + 16));
        WriteCount(bytes, '*', command.Length);
        foreach (var word in command)
        {
            WriteCount(bytes, '$', word.Length);
            bytes.Write(word.Span);
            bytes.Write(LineEnd);
        }

        await stream.WriteAsync(bytes.WrittenMemory);
        await stream.FlushAsync();
    }

    private static void WriteCount(ArrayBufferWriter<byte> bytes, char kind, int count) =>
        bytes.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}{count}\r\n")));
}
