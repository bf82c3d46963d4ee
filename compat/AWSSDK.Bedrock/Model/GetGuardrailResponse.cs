using Amazon.Runtime;

namespace Amazon.Bedrock.Model;

public class GetGuardrailResponse : AmazonWebServiceResponse
{
    public string Name { get; set; }

    public string Description { get; set; }

    public string GuardrailId { get; set; }

    public string GuardrailArn { get; set; }

    public string Version { get; set; }

    public GuardrailStatus Status { get; set; }

    public GuardrailTopicPolicy TopicPolicy { get; set; }

    public GuardrailContentPolicy ContentPolicy { get; set; }

    public GuardrailWordPolicy WordPolicy { get; set; }

    public GuardrailSensitiveInformationPolicy SensitiveInformationPolicy { get; set; }

    public GuardrailContextualGroundingPolicy ContextualGroundingPolicy { get; set; }

    public GuardrailAutomatedReasoningPolicy AutomatedReasoningPolicy { get; set; }

    public GuardrailCrossRegionDetails CrossRegionDetails { get; set; }

    public DateTime? CreatedAt { get; set; }

    public DateTime? UpdatedAt { get; set; }

    public List<string> StatusReasons { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<string> FailureRecommendations { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string BlockedInputMessaging { get; set; }

    public string BlockedOutputsMessaging { get; set; }

    public string KmsKeyArn { get; set; }
}
