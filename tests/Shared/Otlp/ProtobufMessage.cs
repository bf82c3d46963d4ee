using System.Buffers.Binary;
using System.Text;

namespace AgentStack.Tests.Shared.Otlp;

/// <summary>A protobuf message read by field numbers, without its schema.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> _fields = [];

    public ProtobufMessage(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = ReadField(bytes);
    }

    public IEnumerable<ProtobufMessage> Messages(int number) =>
        _fields.Where(field => field.Number == number).Select(field => new ProtobufMessage(field.Bytes));

    public ProtobufMessage? Message(int number) => Messages(number).FirstOrDefault();

    public ReadOnlyMemory<byte> Bytes(int number) => _fields.Find(field => field.Number == number).Bytes;

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number).Span);

    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number).Span);

    public ulong Number(int number) => _fields.Find(field => field.Number == number).Value;

    public double Double(int number) => BitConverter.UInt64BitsToDouble(Number(number));

    public bool Has(int number) => _fields.Exists(field => field.Number == number);

    /// <summary>Packed doubles.</summary>
    public IReadOnlyList<double> Doubles(int number)
    {
        var bytes = Bytes(number);
        return [.. Enumerable.Range(0, bytes.Length / 8).Select(i => BinaryPrimitives.ReadDoubleLittleEndian(bytes.Span[(i * 8)..]))];
    }

    private ReadOnlyMemory<byte> ReadField(ReadOnlyMemory<byte> bytes)
    {
        bytes = ReadVarint(bytes, out var key);
        var number = (int)(key >> 3);
        switch (key & 7)
        {
            case 0:
                bytes = ReadVarint(bytes, out var value);
                _fields.Add((number, value, default));
                return bytes;
            case 1:
                _fields.Add((number, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span), bytes[..8]));
                return bytes[8..];
            case 2:
                bytes = ReadVarint(bytes, out var length);
                _fields.Add((number, length, bytes[..(int)length]));
                return bytes[(int)length..];
            case 5:
                _fields.Add((number, BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span), bytes[..4]));
                return bytes[4..];
            default:
                throw new InvalidDataException($"Wire type {key & 7} of field {number}.");
        }
    }

    private static ReadOnlyMemory<byte> ReadVarint(ReadOnlyMemory<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; ; i++)
        {
            value |= (ulong)(bytes.Span[i] & 0x7F) << (7 * i);
            if (bytes.Span[i] < 0x80)
                return bytes[(i + 1)..];
        }
    }
}
