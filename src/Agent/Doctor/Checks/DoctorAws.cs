using AgentStack.RemoteMcp.Aws;
using Amazon.BedrockRuntime;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;

namespace AgentStack.Agent.Doctor.Checks;

/// <summary>AWS clients that ask once: what is slow or down shall be seen, not waited for.</summary>
internal sealed class DoctorAws(AwsSettings settings)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(20);

    public AwsSettings Settings => settings;

    /// <summary>For a person and for commands; a placeholder where only the SDK's chain knows it.</summary>
    public string Region => settings.Region ?? "<region>";

    /// <summary>Whom the requests are to be signed as; a profile's role may have to be assumed for it.</summary>
    /// <exception cref="AmazonClientException">There are no credentials; some of the SDK's sources throw others.</exception>
    public async Task<AWSCredentials> FindCredentialsAsync()
    {
        var found = settings.Credentials ?? await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(clientConfig: null);
        await found.GetCredentialsAsync();
        return found;
    }

    /// <exception cref="AmazonClientException">There is no region.</exception>
    public IAmazonSecurityTokenService CreateTokenService(AWSCredentials credentials)
    {
        return new AmazonSecurityTokenServiceClient(credentials, Once(settings.Apply(new AmazonSecurityTokenServiceConfig(), "STS")));
    }

    /// <summary>A client without the guardrail that the agent's own puts on every call: each is checked by itself.</summary>
    /// <exception cref="AmazonClientException">There is no region.</exception>
    public IAmazonBedrockRuntime CreateBedrock()
    {
        var config = Once(settings.Apply(new AmazonBedrockRuntimeConfig(), "BEDROCK_RUNTIME"));
        return settings.Credentials is { } credentials
            ? new AmazonBedrockRuntimeClient(credentials, config)
            : new AmazonBedrockRuntimeClient(config);
    }

    private static T Once<T>(T config)
        where T : ClientConfig
    {
        config.MaxErrorRetry = 0;
        config.Timeout = CallTimeout;
        return config;
    }
}
