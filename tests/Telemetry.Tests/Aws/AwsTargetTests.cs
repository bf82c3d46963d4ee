using AgentStack.Settings;
using Microsoft.Extensions.Configuration;

namespace AgentStack.Telemetry.Tests.Aws;

public sealed class AwsTargetTests
{
    [Theory]
    [InlineData("eu-west-1", "https://xray.eu-west-1.amazonaws.com/v1/traces", "https://logs.eu-west-1.amazonaws.com/v1/logs")]
    [InlineData("cn-north-1", "https://xray.cn-north-1.amazonaws.com.cn/v1/traces", "https://logs.cn-north-1.amazonaws.com.cn/v1/logs")]
    public void Targets_Region_AreItsEndpoints(string region, string traces, string logs)
    {
        var settings = Read(("AWS_REGION", region));

        settings.Target(Signal.Traces)!.Endpoint.AbsoluteUri.ShouldBe(traces);
        settings.Target(Signal.Traces)!.Signature.ShouldBe(("xray", region));
        settings.Target(Signal.Logs)!.Endpoint.AbsoluteUri.ShouldBe(logs);
        settings.Target(Signal.Logs)!.Signature.ShouldBe(("logs", region));
        settings.Target(Signal.Metrics).ShouldBeNull();
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_LOGS")]
    [InlineData("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS")]
    [InlineData("AWS_ENDPOINT_URL")]
    public void Targets_EndpointOverridden_AreThere(string variable) =>
        Read(("AWS_REGION", "eu-west-1"), (variable, "http://127.0.0.1:9")).Target(Signal.Logs)!
            .Endpoint.AbsoluteUri.ShouldBe("http://127.0.0.1:9/v1/logs");

    private static TelemetrySettings Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Telemetry:Export", "Aws"),
            new("Telemetry:LogGroup", "/aws/agents/a"),
            .. settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)),
        ]).Build();
        var reader = new SettingsReader(configuration);
        var read = TelemetrySettings.Read(reader, configuration);
        reader.ThrowIfAnyProblem();
        return read;
    }
}
