namespace Amazon.BedrockRuntime.Model;

public class GuardrailConverseTextBlock
{
    public string Text { get; set; }

    public List<GuardrailConverseContentQualifier> Qualifiers { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
