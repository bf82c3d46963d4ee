namespace Amazon.BedrockRuntime.Model;

public class GuardrailTraceAssessment
{
    public List<string> ModelOutput { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public Dictionary<string, GuardrailAssessment> InputAssessment { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public Dictionary<string, List<GuardrailAssessment>> OutputAssessments { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string ActionReason { get; set; }
}
