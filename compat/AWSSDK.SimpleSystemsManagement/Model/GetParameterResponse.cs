using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class GetParameterResponse : AmazonWebServiceResponse
{
    public Parameter Parameter { get; set; }
}
