namespace Amazon.BedrockRuntime.Model;

public class GuardrailTextBlock
{
    public string Text { get; set; }

    public List<string> Qualifiers { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
