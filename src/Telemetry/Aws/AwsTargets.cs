using AgentStack.RemoteMcp.Aws;
using AgentStack.Settings;
using AgentStack.Telemetry.Export;
using Amazon;
using Microsoft.Extensions.Configuration;

namespace AgentStack.Telemetry.Aws;

/// <summary>
/// The OTLP endpoints of a region:
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html
/// </summary>
internal sealed class AwsTargets(IConfiguration configuration, AwsSettings aws, SettingsReader reader)
{
    public const string LogGroupHeader = "x-aws-log-group";
    public const string LogStreamHeader = "x-aws-log-stream";

    private const string LogsEndpoint = "AWS_ENDPOINT_URL_LOGS";

    /// <summary>Null, and a problem, when no region is set: a process shall not ask the network for one while it starts.</summary>
    public OtlpTarget? Traces()
    {
        if (aws.Region is { } region)
            return Target("xray", region, aws.Endpoint("XRAY"), "v1/traces", headers: null);

        reader.AddProblem($"{TelemetryOptions.Section}:{nameof(TelemetryOptions.Export)}", "is aws, which takes a region: set AWS_REGION too");
        return null;
    }

    /// <summary>Null when no group is named.</summary>
    public OtlpTarget? Logs(string? group, string stream) =>
        group is not null && aws.Region is { } region
            ? Target(
                "logs",
                region,
                aws.Endpoint(configuration[LogsEndpoint] is { Length: > 0 } ? "LOGS" : "CLOUDWATCH_LOGS"),
                "v1/logs",
                $"{LogGroupHeader}={group},{LogStreamHeader}={stream}")
            : null;

    private static OtlpTarget Target(string service, string region, Uri? instead, string path, string? headers)
    {
        var origin = instead?.AbsoluteUri.TrimEnd('/')
            ?? $"https://{service}.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}";
        return new OtlpTarget(new Uri($"{origin}/{path}")) { Headers = headers, Signature = (service, region) };
    }
}
