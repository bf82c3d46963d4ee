using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

public partial class AmazonBedrockAgentCoreClient
{
    public AmazonBedrockAgentCoreClient()
        : base(new AmazonBedrockAgentCoreConfig())
    {
    }

    public AmazonBedrockAgentCoreClient(RegionEndpoint region)
        : base(new AmazonBedrockAgentCoreConfig { RegionEndpoint = region })
    {
    }

    public AmazonBedrockAgentCoreClient(AmazonBedrockAgentCoreConfig config)
        : base(config)
    {
    }

    public AmazonBedrockAgentCoreClient(AWSCredentials credentials)
        : this(credentials, new AmazonBedrockAgentCoreConfig())
    {
    }

    public AmazonBedrockAgentCoreClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonBedrockAgentCoreConfig { RegionEndpoint = region })
    {
    }

    public AmazonBedrockAgentCoreClient(AWSCredentials credentials, AmazonBedrockAgentCoreConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    public AmazonBedrockAgentCoreClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonBedrockAgentCoreConfig())
    {
    }

    public AmazonBedrockAgentCoreClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonBedrockAgentCoreConfig { RegionEndpoint = region })
    {
    }

    public AmazonBedrockAgentCoreClient(
        string awsAccessKeyId, string awsSecretAccessKey, AmazonBedrockAgentCoreConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig)
    {
    }

    public AmazonBedrockAgentCoreClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonBedrockAgentCoreConfig())
    {
    }

    public AmazonBedrockAgentCoreClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonBedrockAgentCoreConfig { RegionEndpoint = region })
    {
    }

    public AmazonBedrockAgentCoreClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonBedrockAgentCoreConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig)
    {
    }
}
