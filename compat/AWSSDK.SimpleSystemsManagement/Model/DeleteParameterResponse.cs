using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class DeleteParameterResponse : AmazonWebServiceResponse;
