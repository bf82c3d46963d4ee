using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class GetParametersResponse : AmazonWebServiceResponse
{
    public List<Parameter> Parameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<string> InvalidParameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
