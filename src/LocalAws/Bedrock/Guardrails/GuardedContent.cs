using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>The texts of an ApplyGuardrail request by what they are for: a source or a question is looked at only if it says so.</summary>
internal sealed record GuardedContent(IReadOnlyList<string> Texts, string Query, string Source)
{
    public string Whole => string.Join('\n', Texts);

    public int Characters => Texts.Sum(text => text.Length);

    /// <summary>Of all blocks, those that are not looked at too.</summary>
    public int AllCharacters { get; private init; }

    public static GuardedContent Read(JsonElement request)
    {
        var blocks = request.GetProperty("content").EnumerateArray()
            .Where(block => block.TryGetProperty("text", out _))
            .Select(block => block.GetProperty("text"))
            .Select(block => (Text: block.Text("text") ?? "", For: Qualifiers(block)))
            .ToList();
        return new GuardedContent(
            [.. blocks.Where(block => block.For.Count == 0 || block.For.Contains("guard_content")).Select(block => block.Text)],
            Join("query"),
            Join("grounding_source"))
        {
            AllCharacters = blocks.Sum(block => block.Text.Length),
        };

        string Join(string qualifier) => string.Join('\n', blocks.Where(block => block.For.Contains(qualifier)).Select(block => block.Text));
    }

    private static List<string> Qualifiers(JsonElement block) =>
        block.TryGetProperty("qualifiers", out var qualifiers) && qualifiers.ValueKind == JsonValueKind.Array
            ? [.. qualifiers.EnumerateArray().Select(qualifier => qualifier.GetString() ?? "")]
            : [];
}
