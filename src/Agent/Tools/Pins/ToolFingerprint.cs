using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Schemas;

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

    private static string Canonical(RemoteTool tool) => Algorithm + CanonicalJson.Digest(default, writer =>
    {
        writer.WriteStartObject();
        Write(writer, "annotations", tool.Annotations);
        writer.WriteString("description", tool.Description);
        Write(writer, "inputSchema", tool.InputSchema);
        writer.WriteString("name", tool.Name);
        Write(writer, "outputSchema", tool.OutputSchema);
        writer.WriteEndObject();
    });

    private static string Raw(JsonElement? json) => json is { ValueKind: not JsonValueKind.Undefined } held ? held.GetRawText() : "";

    private static void Write(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        if (value is not { ValueKind: not JsonValueKind.Undefined } json)
            return;

        writer.WritePropertyName(name);
        CanonicalJson.Write(writer, json);
    }
}
