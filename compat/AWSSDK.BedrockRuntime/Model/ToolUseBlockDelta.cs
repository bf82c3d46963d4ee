namespace Amazon.BedrockRuntime.Model;

public class ToolUseBlockDelta
{
    public string Input { get; set; }
}
