using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class GetParametersByPathResponse : AmazonWebServiceResponse
{
    public List<Parameter> Parameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string NextToken { get; set; }
}
