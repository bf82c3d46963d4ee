using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>Results that the history tells as text, since no tools are offered any more.</summary>
internal static class ToldResults
{
    private const string Opening = "[the tool's result: ";

    /// <summary>The results since the last prompt, first one first.</summary>
    public static List<string> Read(IReadOnlyList<ConverseMessage> messages)
    {
        List<string> results = [];
        foreach (var message in messages.Reverse().Where(message => message.FromUser))
        {
            var told = message.Blocks.OfType<MessageBlock.Text>()
                .Select(block => block.Value.Trim())
                .Where(text => text.StartsWith(Opening, StringComparison.Ordinal))
                .Select(text => text[Opening.Length..].TrimEnd(']'))
                .ToList();
            if (told.Count == 0)
                break;

            results.InsertRange(0, told);
        }

        return results;
    }
}
