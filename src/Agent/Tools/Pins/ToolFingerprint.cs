using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Tools.Pins;

/// <summary>
/// What a tool's definition comes to: SHA-256 over its name, description, schemas and annotations in one form, in which
/// neither the order of members nor white space counts.
/// </summary>
internal static class ToolFingerprint
{
    private const string Algorithm = "sha256:";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static string Of(RemoteTool tool)
    {
        try
        {
            return Canonical(tool);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate, which has no other form than the server's.
            var written = string.Join('\n', tool.Name, tool.Description, Raw(tool.InputSchema), Raw(tool.OutputSchema), Raw(tool.Annotations));
            return Algorithm + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written)));
        }
    }

    public static bool IsOne(string text) =>
        text.StartsWith(Algorithm, StringComparison.Ordinal)
        && text.Length == Algorithm.Length + (SHA256.HashSizeInBytes * 2)
        && text.AsSpan(Algorithm.Length).IndexOfAnyExcept(Digits) < 0;

    private static string Canonical(RemoteTool tool)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            Write(writer, "annotations", tool.Annotations);
            writer.WriteString("description", tool.Description);
            Write(writer, "inputSchema", tool.InputSchema);
            writer.WriteString("name", tool.Name);
            Write(writer, "outputSchema", tool.OutputSchema);
            writer.WriteEndObject();
        }

        return Algorithm + Convert.ToHexStringLower(SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    private static string Raw(JsonElement? json) => json is { ValueKind: not JsonValueKind.Undefined } held ? held.GetRawText() : "";

    private static void Write(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        if (value is not { ValueKind: not JsonValueKind.Undefined } json)
            return;

        writer.WritePropertyName(name);
        Write(writer, json);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in json.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                    Write(writer, item);

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                // Escapes are a matter of the server's serializer.
                writer.WriteStringValue(json.GetString());
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }
}
