using Amazon.Runtime;

namespace Amazon.BedrockRuntime.Model;

public class ApplyGuardrailResponse : AmazonWebServiceResponse
{
    public GuardrailUsage Usage { get; set; }

    public GuardrailAction Action { get; set; }

    public string ActionReason { get; set; }

    public List<GuardrailOutputContent> Outputs { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<GuardrailAssessment> Assessments { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public GuardrailCoverage GuardrailCoverage { get; set; }
}
