using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentStack.Schemas;

/// <summary>
/// One text for all ways to write the same JSON: members in the order of their names (by UTF-16 unit), no space between,
/// escapes as the writer has them. Numbers stay as they were written. Digests of it are kept in files and logs: a change
/// here makes each of them another.
/// </summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// SHA-256 in hexadecimal digits of the text in UTF-8, in which nothing is escaped that need not be. Nothing at all is
    /// an empty object.
    /// </summary>
    /// <exception cref="InvalidOperationException">A string is half of a surrogate pair.</exception>
    public static string Digest(JsonElement json) => Digest(Plain, writer => Write(writer, json));

    /// <summary>SHA-256 in hexadecimal digits of what is written, in UTF-8.</summary>
    public static string Digest(JsonWriterOptions options, Action<Utf8JsonWriter> write)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, options))
            write(writer);

        return Convert.ToHexStringLower(SHA256.HashData(text.WrittenSpan));
    }

    /// <exception cref="InvalidOperationException">A string is half of a surrogate pair.</exception>
    public static void Write(Utf8JsonWriter writer, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Undefined:
                writer.WriteStartObject();
                writer.WriteEndObject();
                break;
            case JsonValueKind.Object:
                WriteObject(writer, json);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                    Write(writer, item);

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                // Escapes are a matter of whoever wrote it.
                writer.WriteStringValue(json.GetString());
                break;
            default:
                writer.WriteRawValue(json.GetRawText());
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement json)
    {
        writer.WriteStartObject();
        foreach (var member in json.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            writer.WritePropertyName(member.Name);
            Write(writer, member.Value);
        }

        writer.WriteEndObject();
    }
}
