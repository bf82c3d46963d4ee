using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>Where a conversation stands: the prompt, what was called since, and the last number before it.</summary>
internal sealed record Dialogue(string Prompt, IReadOnlyList<DoneCall> Done, double? LastNumber)
{
    // Every word is held against every tool, more than once; a whole book would keep the caller waiting.
    private const int PromptLimit = 4_000;

    public static Dialogue Read(IReadOnlyList<ConverseMessage> messages)
    {
        var prompt = messages.Count - 1;
        while (prompt > 0 && !(messages[prompt].FromUser && messages[prompt].Text.Length > 0))
            prompt--;

        var text = messages[prompt].Text;
        return new(Plain(text[..Math.Min(text.Length, PromptLimit)]), [.. Calls(messages.Skip(prompt))], Number(messages.Take(prompt)));
    }

    private static string Plain(string text) => text.Replace('\u2212', '-').Replace('\u00b7', '*').Replace('\u2019', '\'');

    private static IEnumerable<DoneCall> Calls(IEnumerable<ConverseMessage> messages)
    {
        var turns = messages.ToList();
        var results = turns.SelectMany(turn => turn.ToolResults).ToDictionary(result => result.Id, ToolOutcome.Read);
        return turns.SelectMany(turn => turn.ToolUses)
            .Where(use => results.ContainsKey(use.Id))
            .Select(use => new DoneCall(use.Name, use.Input, results[use.Id]));
    }

    private static double? Number(IEnumerable<ConverseMessage> earlier)
    {
        var messages = earlier.Reverse().ToList();
        var results = messages.SelectMany(message => message.ToolResults.Reverse())
            .Select(ToolOutcome.Read)
            .Where(outcome => !outcome.IsError)
            .Select(outcome => outcome.Number);
        var answers = messages.Where(message => !message.FromUser).Select(message => ToolOutcome.NumberIn(message.Text));
        return results.Concat(answers).FirstOrDefault(number => number is not null);
    }
}
