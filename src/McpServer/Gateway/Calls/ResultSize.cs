using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Gateway.Calls;

/// <summary>How long JSON is, in bytes as it came.</summary>
internal static class ResultSize
{
    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true };

    public static long Of(JsonNode? node)
    {
        if (node is null)
            return 0;

        // Most of what is long is one text, which need not be written to be measured.
        if (node is JsonValue value && value.TryGetValue<JsonElement>(out var element))
            return JsonMarshal.GetRawUtf8Value(element).Length;

        var counter = new Counter();
        using (var writer = new Utf8JsonWriter(counter, Unchecked))
            node.WriteTo(writer);

        return counter.Count;
    }

    private sealed class Counter : IBufferWriter<byte>
    {
        private byte[] _room = new byte[4096];

        public long Count { get; private set; }

        public void Advance(int count) => Count += count;

        public Memory<byte> GetMemory(int sizeHint = 0) => _room.Length >= sizeHint ? _room : _room = new byte[sizeHint];

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
