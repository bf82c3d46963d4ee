namespace Amazon.BedrockRuntime.Model;

public class GuardrailWordPolicyAssessment
{
    public List<GuardrailCustomWord> CustomWords { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<GuardrailManagedWord> ManagedWordLists { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
