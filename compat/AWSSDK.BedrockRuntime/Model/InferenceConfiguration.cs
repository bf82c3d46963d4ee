namespace Amazon.BedrockRuntime.Model;

public class InferenceConfiguration
{
    public int? MaxTokens { get; set; }

    public float? Temperature { get; set; }

    public float? TopP { get; set; }

    public List<string> StopSequences { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
