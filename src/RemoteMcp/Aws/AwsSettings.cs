using Amazon;
using Amazon.Runtime;
using Microsoft.Extensions.Configuration;

namespace AgentStack.RemoteMcp.Aws;

/// <summary>
/// The AWS SDK's own settings, under its own names (<c>AWS_REGION</c>, <c>AWS_ENDPOINT_URL</c>, …), read from the
/// configuration, of which the environment is a part. What is not set there is left to the SDK's chain.
/// </summary>
public sealed class AwsSettings(IConfiguration configuration)
{
    public string? Region => Value("AWS_REGION") ?? Value("AWS_DEFAULT_REGION");

    /// <summary>Where a service is reached instead of its regional endpoint; null: there.</summary>
    /// <param name="serviceId">The SDK's service id with underscores, such as <c>BEDROCK_RUNTIME</c>.</param>
    public Uri? Endpoint(string serviceId) =>
        Uri.TryCreate(Value($"AWS_ENDPOINT_URL_{serviceId}") ?? Value("AWS_ENDPOINT_URL"), UriKind.Absolute, out var url)
            ? url
            : null;

    /// <summary>Null: the SDK's chain (profile, container role, instance role) finds the credentials.</summary>
    public AWSCredentials? Credentials =>
        (Value("AWS_ACCESS_KEY_ID"), Value("AWS_SECRET_ACCESS_KEY"), Value("AWS_SESSION_TOKEN")) switch
        {
            ({ } id, { } secret, { } token) => new SessionAWSCredentials(id, secret, token),
            ({ } id, { } secret, null) => new BasicAWSCredentials(id, secret),
            _ => null,
        };

    /// <summary>Puts region and endpoint into a client's configuration.</summary>
    public T Apply<T>(T config, string serviceId)
        where T : ClientConfig
    {
        if (Endpoint(serviceId) is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = Region;
        }
        else if (Region is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        return config;
    }

    private string? Value(string name) => configuration[name] is { Length: > 0 } value ? value : null;
}
