namespace Amazon.BedrockRuntime.Model;

public class GuardrailAutomatedReasoningPolicyAssessment
{
    public List<GuardrailAutomatedReasoningFinding> Findings { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
