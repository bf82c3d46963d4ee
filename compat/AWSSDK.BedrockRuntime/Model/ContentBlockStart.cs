namespace Amazon.BedrockRuntime.Model;

public class ContentBlockStart
{
    public ToolUseBlockStart ToolUse { get; set; }
}
