namespace Amazon.SimpleSystemsManagement.Model;

public class GetParameterRequest : AmazonSimpleSystemsManagementRequest
{
    public string Name { get; set; }

    public bool? WithDecryption { get; set; }
}
