namespace Amazon.BedrockRuntime.Model;

public class GuardrailContentPolicyAssessment
{
    public List<GuardrailContentFilter> Filters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
