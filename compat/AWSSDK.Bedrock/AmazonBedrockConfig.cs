using AgentStack.Compat.AwsPipeline;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.Bedrock;

public class AmazonBedrockConfig : ClientConfig
{
    private static readonly string UserAgentText = InternalSDKUtils.BuildUserAgentString(ServiceId, "4.0.0");

    public AmazonBedrockConfig()
        : base(new DefaultConfigurationProvider(StandardModes.All))
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "bedrock";
        EndpointProvider = new ServiceEndpointProvider(RegionEndpointServiceName);
    }

    public static new string ServiceId => "Bedrock";

    public override string RegionEndpointServiceName => "bedrock";

    public override string ServiceVersion => "2023-04-20";

    public override string UserAgent => UserAgentText;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpointParameters.Of(this, parameters.AlternateEndpoint));
}
