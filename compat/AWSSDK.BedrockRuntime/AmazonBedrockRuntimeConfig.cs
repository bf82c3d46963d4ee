using AgentStack.Compat.AwsPipeline;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.BedrockRuntime;

public class AmazonBedrockRuntimeConfig : ClientConfig
{
    private static readonly string UserAgentText = InternalSDKUtils.BuildUserAgentString(ServiceId, "4.0.0");

    public AmazonBedrockRuntimeConfig()
        : base(new DefaultConfigurationProvider(StandardModes.All))
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "bedrock";
        EndpointProvider = new ServiceEndpointProvider(RegionEndpointServiceName);
    }

    public static new string ServiceId => "Bedrock Runtime";

    public override string RegionEndpointServiceName => "bedrock-runtime";

    public override string ServiceVersion => "2023-09-30";

    public override string UserAgent => UserAgentText;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpointParameters.Of(this, parameters.AlternateEndpoint));
}
