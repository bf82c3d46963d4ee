using System.Text.Json;
using System.Text.Unicode;

namespace AgentStack.McpServer.Protocol.JsonRpc;

/// <summary>
/// JSON may be well-formed and its strings still no text: bytes that are not UTF-8, or half of a surrogate pair. Read
/// later they would throw, or come back changed.
/// </summary>
internal static class JsonBytes
{
    /// <exception cref="JsonException">Not JSON, or not UTF-8.</exception>
    /// <exception cref="InvalidOperationException">A string holds half of a surrogate pair.</exception>
    public static void ThrowUnlessText(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            throw new JsonException("The body is not UTF-8.");

        // Only an escape can stand for half a pair, and most bodies have none: they are read once, not twice.
        if (!json.Contains((byte)'\\'))
            return;

        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                reader.GetString();
        }
    }
}
