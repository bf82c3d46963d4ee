namespace Amazon.Bedrock.Model;

public class GuardrailAutomatedReasoningPolicy
{
    public List<string> Policies { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public double? ConfidenceThreshold { get; set; }
}
