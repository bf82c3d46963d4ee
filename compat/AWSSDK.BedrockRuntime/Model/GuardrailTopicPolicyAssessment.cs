namespace Amazon.BedrockRuntime.Model;

public class GuardrailTopicPolicyAssessment
{
    public List<GuardrailTopic> Topics { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
