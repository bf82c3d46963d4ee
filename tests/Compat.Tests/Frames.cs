using System.Buffers.Binary;
using System.Text;

namespace AgentStack.Compat.Tests;

/// <summary>Frames of the AWS event stream encoding, made here by hand so that the SDK's decoder is checked by another.</summary>
internal static class Frames
{
    public static byte[] Event(string type, string json) => Frame("event", ":event-type", type, json);

    public static byte[] Exception(string type, string json) => Frame("exception", ":exception-type", type, json);

    private static byte[] Frame(string messageType, string typeHeader, string type, string json)
    {
        byte[] headers = [.. Header(":message-type", messageType), .. Header(typeHeader, type),
            .. Header(":content-type", "application/json")];
        var payload = Encoding.UTF8.GetBytes(json);
        var frame = new byte[12 + headers.Length + payload.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), Crc32(frame.AsSpan(0, 8)));
        headers.CopyTo(frame, 12);
        payload.CopyTo(frame, 12 + headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(frame.Length - 4), Crc32(frame.AsSpan(0, frame.Length - 4)));
        return frame;
    }

    private static byte[] Header(string name, string value) =>
    [
        (byte)name.Length, .. Encoding.UTF8.GetBytes(name), 7, (byte)(value.Length >> 8), (byte)value.Length,
        .. Encoding.UTF8.GetBytes(value),
    ];

    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
