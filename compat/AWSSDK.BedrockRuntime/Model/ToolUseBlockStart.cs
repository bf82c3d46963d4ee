namespace Amazon.BedrockRuntime.Model;

public class ToolUseBlockStart
{
    public string ToolUseId { get; set; }

    public string Name { get; set; }

    public ToolUseType Type { get; set; }
}
