using Amazon.Runtime;

namespace Amazon.Bedrock;

public partial class AmazonBedrockClient
{
    public AmazonBedrockClient()
        : base(new AmazonBedrockConfig())
    {
    }

    public AmazonBedrockClient(RegionEndpoint region)
        : base(new AmazonBedrockConfig { RegionEndpoint = region })
    {
    }

    public AmazonBedrockClient(AmazonBedrockConfig config)
        : base(config)
    {
    }

    public AmazonBedrockClient(AWSCredentials credentials)
        : this(credentials, new AmazonBedrockConfig())
    {
    }

    public AmazonBedrockClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonBedrockConfig { RegionEndpoint = region })
    {
    }

    public AmazonBedrockClient(AWSCredentials credentials, AmazonBedrockConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    public AmazonBedrockClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonBedrockConfig())
    {
    }

    public AmazonBedrockClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonBedrockConfig { RegionEndpoint = region })
    {
    }

    public AmazonBedrockClient(
        string awsAccessKeyId, string awsSecretAccessKey, AmazonBedrockConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig)
    {
    }

    public AmazonBedrockClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonBedrockConfig())
    {
    }

    public AmazonBedrockClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonBedrockConfig { RegionEndpoint = region })
    {
    }

    public AmazonBedrockClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonBedrockConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig)
    {
    }
}
