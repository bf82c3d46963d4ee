using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util;

namespace AgentStack.Compat.AwsPipeline;

internal sealed class ServiceEndpointParameters : EndpointParameters
{
    public string Region { get; private init; }

    public bool UseDualStack { get; private init; }

    public bool UseFips { get; private init; }

    public string Endpoint { get; private init; }

    public static ServiceEndpointParameters Of(IClientConfig config, RegionEndpoint alternate) => new()
    {
        Region = alternate?.SystemName ?? config.RegionEndpoint?.SystemName ?? RegionOfUrl(config),
        UseDualStack = config.UseDualstackEndpoint,
        UseFips = config.UseFIPSEndpoint,
        Endpoint = config.ServiceURL,
    };

    private static string RegionOfUrl(IClientConfig config)
    {
        if (string.IsNullOrEmpty(config.ServiceURL))
        {
            return null;
        }

        return string.IsNullOrEmpty(config.AuthenticationRegion)
            ? RegionEndpoint.GetBySystemName(AWSSDKUtils.DetermineRegion(config.ServiceURL)).SystemName
            : config.AuthenticationRegion;
    }
}
