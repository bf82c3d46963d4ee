using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Validation;

/// <summary>Each tool call is the assistant's, is unique, and is answered once, at the head of the very next message.</summary>
internal static class ToolCallRules
{
    public static string? Find(JsonElement request)
    {
        var messages = request.Items(ConverseNames.Messages).Select(message => new Turn(message)).ToList();
        if (messages.TrueForAll(message => message.Uses.Count + message.Results.Count == 0))
            return null;

        if (request.Member(ConverseNames.ToolConfig) is null)
            return "The toolConfig field must be defined when using toolUse and toolResult content blocks.";

        return messages.Select(Side).FirstOrDefault(error => error is not null)
            ?? messages.Select(Format).FirstOrDefault(error => error is not null)
            ?? Unique(messages)
            ?? Enumerable.Range(0, messages.Count)
                .Select(index => Answers(index == 0 ? null : messages[index - 1], messages[index], index))
                .FirstOrDefault(error => error is not null);
    }

    private static string? Side(Turn turn, int index) => turn switch
    {
        { FromUser: true, Uses.Count: > 0 } =>
            $"The model returned the following errors: messages.{index}: `tool_use` blocks can only be in `assistant` messages",
        { FromUser: false, Results.Count: > 0 } =>
            $"The model returned the following errors: messages.{index}: `tool_result` blocks can only be in `user` messages",
        _ => null,
    };

    private static string? Format(Turn turn, int index)
    {
        foreach (var (block, position) in turn.Content.Select((block, position) => (block, position)))
        {
            var place = $"messages.{index}.content.{position}";
            if (block.Member(ConverseNames.ToolUse) is { } use && use.GetProperty(ConverseNames.Input).ValueKind != JsonValueKind.Object)
                return NotAnObject($"{place}.toolUse.input");

            var items = block.Member(ConverseNames.ToolResult)?.Items(ConverseNames.Content) ?? [];
            foreach (var (item, number) in items.Select((item, number) => (item, number)))
            {
                if (item.Member(ConverseNames.Json) is { ValueKind: not JsonValueKind.Object })
                    return NotAnObject($"{place}.toolResult.content.{number}.json");
            }
        }

        return null;
    }

    private static string NotAnObject(string place) =>
        $"The format of the value at {place} is invalid. Provide a json object for the field and try again.";

    private static string? Unique(List<Turn> turns)
    {
        var twice = turns.SelectMany(turn => turn.Uses).CountBy(id => id).FirstOrDefault(id => id.Value > 1).Key;
        if (twice is null)
            return null;

        var index = turns.FindLastIndex(turn => turn.Uses.Contains(twice));
        return $"The model returned the following errors: messages.{index}: `tool_use` ids must be unique";
    }

    private static string? Answers(Turn? before, Turn turn, int index)
    {
        var asked = before?.Uses ?? [];
        var missing = asked.Except(turn.Results).ToList();
        if (missing.Count > 0)
            return $"Expected toolResult blocks at messages.{index}.content for the following Ids: {string.Join(", ", missing)}";

        if (turn.Results.CountBy(id => id).FirstOrDefault(id => id.Value > 1).Key is { } twice)
        {
            return $"The model returned the following errors: messages.{index}: each tool_use must have a single result. "
                + $"Found multiple `tool_result` blocks with id: {twice}";
        }

        if (turn.Results.Count > asked.Count)
            return $"The number of toolResult blocks at messages.{index}.content exceeds the number of toolUse blocks of previous turn.";

        // Claude looks for the results at the head of the message; what it finds first otherwise counts as none.
        return turn.Content.TakeWhile(block => block.Member(ConverseNames.ToolResult) is not null).Count() < turn.Results.Count
            ? $"The model returned the following errors: messages.{index - 1}: `tool_use` ids were found without `tool_result` blocks "
                + $"immediately after: {string.Join(", ", asked)}. Each `tool_use` block must have a corresponding `tool_result` block "
                + "in the next message."
            : null;
    }

    private sealed class Turn(JsonElement message)
    {
        public bool FromUser { get; } = message.Text(ConverseNames.Role) == ConverseNames.User;

        public List<JsonElement> Content { get; } = [.. message.Items(ConverseNames.Content)];

        // The model's own server tools are answered by the service, not by the caller.
        public List<string> Uses { get; } = Ids(message, ConverseNames.ToolUse, use => use.Member("type") is null);

        public List<string> Results { get; } = Ids(message, ConverseNames.ToolResult, _ => true);

        private static List<string> Ids(JsonElement message, string member, Func<JsonElement, bool> include) =>
            [.. message.Items(ConverseNames.Content)
                .Select(block => block.Member(member))
                .OfType<JsonElement>()
                .Where(include)
                .Select(block => block.Text(ConverseNames.ToolUseId)!)];
    }
}
