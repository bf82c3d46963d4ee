using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

public abstract class AmazonBedrockAgentCoreRequest : AmazonWebServiceRequest;
