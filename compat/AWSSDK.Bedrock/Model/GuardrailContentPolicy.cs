namespace Amazon.Bedrock.Model;

public class GuardrailContentPolicy
{
    public List<GuardrailContentFilter> Filters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public GuardrailContentFiltersTier Tier { get; set; }
}
