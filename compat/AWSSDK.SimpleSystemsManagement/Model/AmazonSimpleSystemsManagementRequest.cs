using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public abstract class AmazonSimpleSystemsManagementRequest : AmazonWebServiceRequest;
