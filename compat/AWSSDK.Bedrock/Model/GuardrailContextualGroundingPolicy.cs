namespace Amazon.Bedrock.Model;

public class GuardrailContextualGroundingPolicy
{
    public List<GuardrailContextualGroundingFilter> Filters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
