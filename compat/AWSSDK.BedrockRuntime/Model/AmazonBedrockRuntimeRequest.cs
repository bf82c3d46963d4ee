using Amazon.Runtime;

namespace Amazon.BedrockRuntime.Model;

public abstract class AmazonBedrockRuntimeRequest : AmazonWebServiceRequest;
