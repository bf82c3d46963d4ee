using Amazon.Runtime;

namespace Amazon.Bedrock.Model;

public abstract class AmazonBedrockRequest : AmazonWebServiceRequest;
