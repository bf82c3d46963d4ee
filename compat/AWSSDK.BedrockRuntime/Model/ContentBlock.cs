namespace Amazon.BedrockRuntime.Model;

public class ContentBlock
{
    public string Text { get; set; }

    public ImageBlock Image { get; set; }

    public DocumentBlock Document { get; set; }

    public ToolUseBlock ToolUse { get; set; }

    public ToolResultBlock ToolResult { get; set; }

    public GuardrailConverseContentBlock GuardContent { get; set; }

    public CachePointBlock CachePoint { get; set; }

    public ReasoningContentBlock ReasoningContent { get; set; }
}
