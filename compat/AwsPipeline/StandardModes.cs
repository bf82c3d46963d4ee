using Amazon.Runtime;

namespace AgentStack.Compat.AwsPipeline;

/// <summary>What AWS_DEFAULTS_MODE means for every service.</summary>
internal static class StandardModes
{
    public static IDefaultConfiguration[] All { get; } =
    [
        Create(DefaultConfigurationMode.Standard, 3.1),
        Create(DefaultConfigurationMode.InRegion, 1.1),
        Create(DefaultConfigurationMode.CrossRegion, 3.1),
        Create(DefaultConfigurationMode.Mobile, 30),
        Create(DefaultConfigurationMode.Auto, 1.1),
    ];

    private static DefaultConfiguration Create(DefaultConfigurationMode name, double connectSeconds) => new()
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = TimeSpan.FromSeconds(connectSeconds),
        TlsNegotiationTimeout = TimeSpan.FromSeconds(connectSeconds),
    };
}
