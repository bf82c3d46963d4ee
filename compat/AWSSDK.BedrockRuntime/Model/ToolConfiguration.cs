namespace Amazon.BedrockRuntime.Model;

public class ToolConfiguration
{
    public List<Tool> Tools { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public ToolChoice ToolChoice { get; set; }
}
