using AgentStack.Compat.AwsPipeline;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.SimpleSystemsManagement;

public class AmazonSimpleSystemsManagementConfig : ClientConfig
{
    private static readonly string UserAgentText = InternalSDKUtils.BuildUserAgentString(ServiceId, "4.0.0");

    public AmazonSimpleSystemsManagementConfig()
        : base(new DefaultConfigurationProvider(StandardModes.All))
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "ssm";
        EndpointProvider = new ServiceEndpointProvider(RegionEndpointServiceName);
    }

    public static new string ServiceId => "SSM";

    public override string RegionEndpointServiceName => "ssm";

    public override string ServiceVersion => "2014-11-06";

    public override string UserAgent => UserAgentText;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpointParameters.Of(this, parameters.AlternateEndpoint));
}
