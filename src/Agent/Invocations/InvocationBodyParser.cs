using System.Text.Json;
using System.Text.Unicode;

namespace AgentStack.Agent.Invocations;

/// <summary>
/// Reads the body whatever the request says its type is: the platform may forward none, and a framework's binding would
/// answer 415 then.
/// </summary>
internal static class InvocationBodyParser
{
    private static readonly string[] PromptKeys = ["prompt", "input", "message"];

    public static InvocationBody Parse(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
            return InvocationBody.Refused("Invalid encoding", "The body is not UTF-8 text.");

        try
        {
            using var json = JsonDocument.Parse(SkipByteOrderMark(body));
            return Read(json.RootElement);
        }
        catch (InvalidOperationException)
        {
            return InvocationBody.Refused("Invalid encoding", "A text in the body holds half of a surrogate pair.");
        }
        catch (JsonException e)
        {
            var place = $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
            return InvocationBody.Refused(
                "Invalid JSON", body.IsEmpty ? "The body is empty; send {\"prompt\": \"…\"}." : $"The body is not JSON: {place}.");
        }
    }

    private static ReadOnlyMemory<byte> SkipByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? body[3..] : body;

    private static InvocationBody Read(JsonElement root)
    {
        var prompt = root.ValueKind switch
        {
            JsonValueKind.String => root.GetString(),
            JsonValueKind.Object => PromptKeys.Select(key => Text(root, key)).FirstOrDefault(text => text is not null),
            _ => null,
        };

        return string.IsNullOrWhiteSpace(prompt)
            ? InvocationBody.Refused(
                "No prompt", "Send a JSON object with a non-blank string \"prompt\" (or \"input\" or \"message\"), or a JSON string.")
            : InvocationBody.Asked(prompt, WantsStream(root));
    }

    private static string? Text(JsonElement root, string key) =>
        root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool WantsStream(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("stream", out var value)
        && value.ValueKind == JsonValueKind.True;
}
