using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace AgentStack.Agent.Tools.Results;

/// <summary>Structured content, which most servers send a second time as text.</summary>
internal static class StructuredResult
{
    /// <summary>What structured content says that the text blocks do not; null when they say it all.</summary>
    public static string? Beside(CallToolResult result)
    {
        if (result.StructuredContent is not { ValueKind: not JsonValueKind.Undefined } structured)
            return null;

        var texts = result.Content.OfType<TextContentBlock>().Select(block => block.Text).ToList();
        return Forms(structured).Any(form => IsTold(form, texts)) ? null : structured.GetRawText();
    }

    // Results that are no objects are wrapped into one.
    private static IEnumerable<JsonElement> Forms(JsonElement structured)
    {
        yield return structured;
        if (structured.ValueKind == JsonValueKind.Object
            && structured.EnumerateObject().ToList() is [{ Name: "result", Value: var wrapped }])
        {
            yield return wrapped;
        }
    }

    private static bool IsTold(JsonElement form, List<string> texts) =>
        texts.Exists(text => Says(text, form))
        || (form.ValueKind == JsonValueKind.Array
            && texts.Count > 1
            && form.GetArrayLength() == texts.Count
            && form.EnumerateArray().Zip(texts).All(pair => Says(pair.Second, pair.First)));

    private static bool Says(string text, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() == text)
            return true;

        try
        {
            using var parsed = JsonDocument.Parse(text);
            return JsonElement.DeepEquals(parsed.RootElement, value);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
