using System.Text.Json;
using System.Text.RegularExpressions;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>What a tool answered, read.</summary>
internal sealed partial record ToolOutcome(string Text, double? Number, bool IsError)
{
    private static readonly string[] Wrappers = ["result", "structuredContent", "error", "content", "text"];

    public static ToolOutcome Read(MessageBlock.ToolResult result)
    {
        var text = string.Join('\n', [.. result.Json.Select(Plain), .. result.Texts]).Trim();
        var failed = result.IsError || text.StartsWith("Error", StringComparison.OrdinalIgnoreCase);
        return new(text, NumberIn(text), failed);
    }

    /// <summary>The number that a text comes down to: all of it, or what stands last.</summary>
    public static double? NumberIn(string text) =>
        !Date().IsMatch(text)
            && Numbers().Matches(text) is { Count: > 0 } found
            ? Numerals.Read(found[^1].Value)
            : null;

    // {"result": …}, an MCP result, or anything else.
    private static string Plain(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            return json.GetString()!;

        foreach (var wrapper in Wrappers)
        {
            if (json.Member(wrapper) is { } inner)
                return Plain(inner);
        }

        return json.ValueKind == JsonValueKind.Array
            ? string.Join('\n', json.EnumerateArray().Select(Plain))
            : json.GetRawText();
    }

    [GeneratedRegex(@"(?<![\w.])-?\d+(?:,\d{3})*(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Date();
}
