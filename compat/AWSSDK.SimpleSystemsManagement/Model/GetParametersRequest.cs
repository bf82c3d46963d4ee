namespace Amazon.SimpleSystemsManagement.Model;

public class GetParametersRequest : AmazonSimpleSystemsManagementRequest
{
    public List<string> Names { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public bool? WithDecryption { get; set; }
}
