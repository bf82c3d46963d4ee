namespace Amazon.BedrockRuntime.Model;

public class ContentBlockDelta
{
    public string Text { get; set; }

    public ToolUseBlockDelta ToolUse { get; set; }

    public ReasoningContentBlockDelta ReasoningContent { get; set; }
}
