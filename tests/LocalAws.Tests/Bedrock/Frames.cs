using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Tests.Bedrock;

/// <summary>Decodes an AWS event stream, written from the format's description and checking both checksums.</summary>
internal static class Frames
{
    public static List<Frame> Decode(ReadOnlySpan<byte> data)
    {
        List<Frame> frames = [];
        while (data.Length > 0)
        {
            var total = BinaryPrimitives.ReadInt32BigEndian(data);
            total.ShouldBeLessThanOrEqualTo(data.Length, "a frame is cut");
            var headers = BinaryPrimitives.ReadInt32BigEndian(data[4..]);
            BinaryPrimitives.ReadUInt32BigEndian(data[8..]).ShouldBe(Crc(data[..8]));
            BinaryPrimitives.ReadUInt32BigEndian(data[(total - 4)..]).ShouldBe(Crc(data[..(total - 4)]));
            frames.Add(new(
                Headers(data.Slice(12, headers)),
                JsonNode.Parse(data[(12 + headers)..(total - 4)])!.AsObject()));
            data = data[total..];
        }

        return frames;
    }

    public static async Task<List<Frame>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        Decode(await response.Content.ReadAsByteArrayAsync(cancellationToken));

    /// <summary>Bit by bit, unlike the product's table.</summary>
    public static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320u & (uint)-(int)(crc & 1));
        }

        return ~crc;
    }

    private static Dictionary<string, string> Headers(ReadOnlySpan<byte> data)
    {
        Dictionary<string, string> headers = [];
        while (data.Length > 0)
        {
            var name = Encoding.ASCII.GetString(data.Slice(1, data[0]));
            data = data[(1 + name.Length)..];
            data[0].ShouldBe((byte)7, "a header that is no string");
            var length = BinaryPrimitives.ReadUInt16BigEndian(data[1..]);
            headers[name] = Encoding.UTF8.GetString(data.Slice(3, length));
            data = data[(3 + length)..];
        }

        return headers;
    }
}
