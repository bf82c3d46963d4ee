namespace Amazon.BedrockRuntime.Model;

public class ToolResultBlock
{
    public string ToolUseId { get; set; }

    public List<ToolResultContentBlock> Content { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public ToolResultStatus Status { get; set; }

    public string Type { get; set; }
}
