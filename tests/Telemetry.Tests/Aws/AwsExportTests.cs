using AgentStack.LocalAws;
using AgentStack.LocalAws.Faults;
using AgentStack.Tests.Shared.Otlp;

namespace AgentStack.Telemetry.Tests.Aws;

/// <summary>LocalAws checks each signature as AWS does, apart from the product.</summary>
public sealed class AwsExportTests
{
    [Fact]
    public async Task Export_ToAws_IsSignedAndTaken()
    {
        await using var aws = await LocalAwsServer.StartAsync(new LocalAwsOptions(), TestContext.Current.CancellationToken);
        await using var host = await StartAsync(aws, ("Telemetry:LogGroup", "/aws/agents/a"), ("Telemetry:LogStream", "s1"));

        await host.GetAsync("/work");
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        host.Log.Lines.ShouldNotContain(line => line.Contains("does not arrive", StringComparison.Ordinal));
        var traces = aws.Telemetry.Exports.Where(export => export.Path == "/v1/traces").ToList();
        traces.SelectMany(export => OtlpMessages.Spans(export.Body)).Select(span => span.Name).ShouldContain("work");
        var logs = aws.Telemetry.Exports.Where(export => export.Path == "/v1/logs").ToList();
        logs.ShouldAllBe(export => export.LogGroup == "/aws/agents/a" && export.LogStream == "s1");
        logs.SelectMany(export => OtlpMessages.Logs(export.Body)).ShouldContain(record => record.Body == "Working");
    }

    [Fact]
    public async Task Export_WithoutALogGroup_SendsTracesOnly()
    {
        await using var aws = await LocalAwsServer.StartAsync(new LocalAwsOptions(), TestContext.Current.CancellationToken);
        await using var host = await StartAsync(aws);

        await host.GetAsync("/work");
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        aws.Telemetry.Exports.Select(export => export.Path).Distinct().ShouldBe(["/v1/traces"]);
    }

    [Fact]
    public async Task Export_SessionCredentials_SendTheirToken()
    {
        await using var aws = await LocalAwsServer.StartAsync(new LocalAwsOptions(), TestContext.Current.CancellationToken);
        await using var host = await StartAsync(aws, ("AWS_SESSION_TOKEN", "a-session-token"));

        await host.GetAsync("/work");
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        aws.Telemetry.Exports.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("AWS_SECRET_ACCESS_KEY", "another-secret", "403 InvalidSignatureException")]
    [InlineData("AWS_ACCESS_KEY_ID", "AKIDNOBODY", "403 UnrecognizedClientException")]
    [InlineData("AWS_REGION", "eu-north-1", "403 InvalidSignatureException")]
    public async Task Export_Refused_IsToldWithoutSecrets(string key, string value, string reason)
    {
        await using var aws = await LocalAwsServer.StartAsync(new LocalAwsOptions(), TestContext.Current.CancellationToken);
        await using var host = await StartAsync(aws, (key, value));

        await host.GetAsync("/work");
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        aws.Telemetry.Exports.ShouldBeEmpty();
        host.Log.Lines.ShouldContain(
            line => line.Contains("does not arrive", StringComparison.Ordinal) && line.Contains(reason, StringComparison.Ordinal),
            string.Join('\n', host.Log.Lines));
        string[] secrets = [aws.SecretAccessKey, "another-secret", "Signature="];
        host.Log.Lines.ShouldAllBe(line => !secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Export_Throttled_IsToldAndEndsNothing()
    {
        await using var aws = await LocalAwsServer.StartAsync(new LocalAwsOptions(), TestContext.Current.CancellationToken);
        aws.Faults.Add(new Fault("ExportTraces", FaultKind.Throttle) { Count = 100 });
        await using var host = await StartAsync(aws);

        (await host.GetAsync("/work")).ShouldContain("traceparent");
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        host.Log.Lines.ShouldContain(line => line.Contains("it answers 429", StringComparison.Ordinal));
    }

    private static Task<Host> StartAsync(LocalAwsServer aws, params (string Key, string Value)[] settings)
    {
        var all = aws.Environment.ToDictionary(variable => variable.Key, variable => variable.Value);
        all["Telemetry:Export"] = "aws";
        foreach (var (key, value) in settings)
            all[key] = value;

        return Host.StartAsync([.. all.Select(setting => (setting.Key, setting.Value))]);
    }
}
