namespace Amazon.Bedrock.Model;

public class GuardrailTopicPolicy
{
    public List<GuardrailTopic> Topics { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public GuardrailTopicsTier Tier { get; set; }
}
