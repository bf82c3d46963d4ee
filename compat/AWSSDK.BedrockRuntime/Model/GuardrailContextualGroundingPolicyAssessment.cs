namespace Amazon.BedrockRuntime.Model;

public class GuardrailContextualGroundingPolicyAssessment
{
    public List<GuardrailContextualGroundingFilter> Filters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
