using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Json;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>What one connection has asked and waits for: what answers it is told from all else that a server sends.</summary>
internal sealed class PendingRequests
{
    private readonly ConcurrentDictionary<long, bool> _ids = new();

    public void Add(long id) => _ids[id] = true;

    public void Remove(long id) => _ids.TryRemove(id, out _);

    /// <summary>Whether the message answers one of them, which is pending no more then.</summary>
    public bool Take(ReadOnlySpan<byte> message)
    {
        try
        {
            return AnswersTo(message) is { } id && _ids.TryRemove(id, out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The id of a message with a result or an error. Nothing of it is kept but that.
    private static long? AnswersTo(ReadOnlySpan<byte> message)
    {
        long? id = null;
        var isAnswer = false;
        var reader = new Utf8JsonReader(message);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("id"u8);
            isAnswer |= reader.ValueTextEquals("result"u8) || reader.ValueTextEquals("error"u8);
            reader.Read();
            if (isId)
                id = Number(ref reader);

            reader.Skip();
        }

        return isAnswer ? id : null;
    }

    // Some servers give a number back as a text.
    private static long? Number(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt64(out var number) => number,
        JsonTokenType.String when Utf8Parser.TryParse(reader.ValueSpan, out long number, out var length)
            && length == reader.ValueSpan.Length => number,
        _ => null,
    };
}
