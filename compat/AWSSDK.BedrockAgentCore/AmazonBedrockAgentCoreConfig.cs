using AgentStack.Compat.AwsPipeline;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.BedrockAgentCore;

public class AmazonBedrockAgentCoreConfig : ClientConfig
{
    private static readonly string UserAgentText = InternalSDKUtils.BuildUserAgentString(ServiceId, "4.0.0");

    public AmazonBedrockAgentCoreConfig()
        : base(new DefaultConfigurationProvider(StandardModes.All))
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "bedrock-agentcore";
        EndpointProvider = new ServiceEndpointProvider(RegionEndpointServiceName);
    }

    public static new string ServiceId => "Bedrock AgentCore";

    public override string RegionEndpointServiceName => "bedrock-agentcore";

    public override string ServiceVersion => "2024-02-28";

    public override string UserAgent => UserAgentText;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpointParameters.Of(this, parameters.AlternateEndpoint));
}
