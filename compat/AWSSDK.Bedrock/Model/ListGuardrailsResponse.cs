using Amazon.Runtime;

namespace Amazon.Bedrock.Model;

public class ListGuardrailsResponse : AmazonWebServiceResponse
{
    public List<GuardrailSummary> Guardrails { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string NextToken { get; set; }
}
