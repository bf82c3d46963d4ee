namespace AgentStack.LocalAws.Bedrock.Conversation;

/// <summary>One message of a conversation.</summary>
internal sealed record ConverseMessage(bool FromUser, IReadOnlyList<MessageBlock> Blocks)
{
    /// <summary>All its text, a block a line.</summary>
    public string Text => string.Join('\n', Blocks.OfType<MessageBlock.Text>().Select(block => block.Value));

    public IEnumerable<MessageBlock.ToolUse> ToolUses => Blocks.OfType<MessageBlock.ToolUse>();

    public IEnumerable<MessageBlock.ToolResult> ToolResults => Blocks.OfType<MessageBlock.ToolResult>();
}
