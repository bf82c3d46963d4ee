using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Bedrock.Streaming;

/// <summary>
/// One message of <c>application/vnd.amazon.eventstream</c>: total length, headers length, CRC of those, headers,
/// payload, CRC of all.
/// </summary>
internal static class EventStreamFrame
{
    public const string ContentType = "application/vnd.amazon.eventstream";

    private const int PreludeLength = 12;
    private const int ChecksumLength = 4;
    private const byte StringHeader = 7;

    public static byte[] Event(string type, JsonObject payload) => Encode(
        [(":event-type", type), (":content-type", "application/json"), (":message-type", "event")],
        payload);

    public static byte[] Exception(string type, string message) => Encode(
        [(":exception-type", type), (":content-type", "application/json"), (":message-type", "exception")],
        new JsonObject { ["message"] = message });

    private static byte[] Encode((string Name, string Value)[] headers, JsonObject payload)
    {
        byte[] head = [.. headers.SelectMany(header => Header(header.Name, header.Value))];
        var body = Encoding.UTF8.GetBytes(payload.ToJsonString());
        var frame = new byte[PreludeLength + head.Length + body.Length + ChecksumLength];

        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), head.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), Crc32.Compute(frame.AsSpan(0, 8)));
        head.CopyTo(frame, PreludeLength);
        body.CopyTo(frame, PreludeLength + head.Length);
        var checksum = frame.Length - ChecksumLength;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(checksum), Crc32.Compute(frame.AsSpan(0, checksum)));
        return frame;
    }

    private static byte[] Header(string name, string value)
    {
        var text = Encoding.UTF8.GetBytes(value);
        return
        [
            (byte)name.Length,
            .. Encoding.ASCII.GetBytes(name),
            StringHeader,
            (byte)(text.Length >> 8),
            (byte)text.Length,
            .. text,
        ];
    }
}
