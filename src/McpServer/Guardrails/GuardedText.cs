using Amazon.BedrockRuntime.Model;

namespace AgentStack.McpServer.Guardrails;

/// <summary>A text to be held against a guardrail, with what it answers and what it must be grounded in, where there is any.</summary>
internal sealed record GuardedText(string Content, string? Query = null, string? GroundingSource = null)
{
    private const string Guarded = "guard_content";

    /// <summary>The blocks of a call. Qualifiers are set only where there is more than the content: then it must be told apart.</summary>
    public List<GuardrailContentBlock> ToBlocks()
    {
        var blocks = new List<GuardrailContentBlock>();
        if (GroundingSource is not null)
            blocks.Add(Block(GroundingSource, "grounding_source"));
        if (Query is not null)
            blocks.Add(Block(Query, "query"));

        blocks.Add(blocks.Count > 0 ? Block(Content, Guarded) : Block(Content));
        return blocks;
    }

    private static GuardrailContentBlock Block(string text, params string[] qualifiers)
    {
        var block = new GuardrailTextBlock { Text = text };
        if (qualifiers.Length > 0)
            block.Qualifiers = [.. qualifiers];

        return new GuardrailContentBlock { Text = block };
    }
}
