namespace Amazon.SimpleSystemsManagement.Model;

public class GetParametersByPathRequest : AmazonSimpleSystemsManagementRequest
{
    public string Path { get; set; }

    public bool? Recursive { get; set; }

    public List<ParameterStringFilter> ParameterFilters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public bool? WithDecryption { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}
