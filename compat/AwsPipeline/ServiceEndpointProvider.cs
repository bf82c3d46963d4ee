using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace AgentStack.Compat.AwsPipeline;

/// <summary>The endpoint rules that both services share: <c>https://{prefix}[-fips].{region}.{suffix}</c>.</summary>
internal sealed class ServiceEndpointProvider(string prefix) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters) =>
        parameters is ServiceEndpointParameters known
            ? Resolve(known)
            : throw new AmazonClientException("The endpoint parameters are of another service.");

    private Endpoint Resolve(ServiceEndpointParameters parameters)
    {
        if (!string.IsNullOrEmpty(parameters.Endpoint))
        {
            return Custom(parameters);
        }

        if (string.IsNullOrEmpty(parameters.Region))
        {
            throw new AmazonClientException("Invalid Configuration: Missing Region");
        }

        var partition = Fn.Partition(parameters.Region);
        var fips = parameters.UseFips ? "-fips" : "";
        var suffix = parameters.UseDualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return new Endpoint($"https://{prefix}{fips}.{parameters.Region}.{suffix}");
    }

    private static Endpoint Custom(ServiceEndpointParameters parameters)
    {
        if (parameters.UseFips)
        {
            throw new AmazonClientException(
                "Invalid Configuration: FIPS and custom endpoint are not supported");
        }

        if (parameters.UseDualStack)
        {
            throw new AmazonClientException(
                "Invalid Configuration: Dualstack and custom endpoint are not supported");
        }

        return new Endpoint(parameters.Endpoint);
    }
}
