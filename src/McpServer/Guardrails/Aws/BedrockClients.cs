using AgentStack.RemoteMcp.Aws;
using Amazon.Bedrock;
using Amazon.BedrockRuntime;
using Amazon.Runtime;

namespace AgentStack.McpServer.Guardrails.Aws;

/// <summary>The clients of AWS, each made when it is first asked for: a server whose callers use no guardrail pays nothing.</summary>
internal sealed class BedrockClients(AwsSettings settings, GuardrailOptions options) : IDisposable
{
    private readonly Lock _gate = new();
    private AmazonBedrockClient? _bedrock;
    private AmazonBedrockRuntimeClient? _runtime;

    /// <summary>For a sentence that says where something was not found.</summary>
    public string Region => settings.Region ?? "the region of the AWS profile";

    /// <exception cref="AmazonClientException">There is no region; the next one who asks tries again.</exception>
    public IAmazonBedrock Bedrock
    {
        get
        {
            lock (_gate)
                return _bedrock ??= CreateBedrock();
        }
    }

    /// <exception cref="AmazonClientException">There is no region; the next one who asks tries again.</exception>
    public IAmazonBedrockRuntime Runtime
    {
        get
        {
            lock (_gate)
                return _runtime ??= CreateRuntime();
        }
    }

    public void Dispose()
    {
        _bedrock?.Dispose();
        _runtime?.Dispose();
    }

    private AmazonBedrockClient CreateBedrock()
    {
        var config = Limit(settings.Apply(new AmazonBedrockConfig(), "BEDROCK"));
        return settings.Credentials is { } credentials ? new AmazonBedrockClient(credentials, config) : new AmazonBedrockClient(config);
    }

    private AmazonBedrockRuntimeClient CreateRuntime()
    {
        var config = Limit(settings.Apply(new AmazonBedrockRuntimeConfig(), "BEDROCK_RUNTIME"));
        return settings.Credentials is { } credentials
            ? new AmazonBedrockRuntimeClient(credentials, config)
            : new AmazonBedrockRuntimeClient(config);
    }

    private T Limit<T>(T config)
        where T : ClientConfig
    {
        config.Timeout = options.CallTimeout;
        return config;
    }
}
