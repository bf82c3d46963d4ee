namespace Amazon.SimpleSystemsManagement.Model;

public class DeleteParameterRequest : AmazonSimpleSystemsManagementRequest
{
    public string Name { get; set; }
}
