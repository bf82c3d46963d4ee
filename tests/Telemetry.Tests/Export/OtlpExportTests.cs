using System.Diagnostics.Metrics;
using AgentStack.RemoteMcp;
using AgentStack.Telemetry.Export;
using AgentStack.Tests.Shared.Otlp;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.Telemetry.Tests.Export;

public sealed class OtlpExportTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    [Fact]
    public async Task Export_GeneralEndpoint_TakesAllSignalsUnderTheServicesName()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await Host.StartAsync(
            (Endpoint, receiver.Address.AbsoluteUri),
            ("OTEL_SERVICE_NAME", "named"),
            ("OTEL_RESOURCE_ATTRIBUTES", "cloud.resource_id=arn:aws:x,team=blue"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20b"));

        await host.GetAsync("/work");
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        var spans = receiver.Spans;
        spans.Select(span => span.Name).ShouldBe(["work", "GET /work"], ignoreOrder: true);
        spans.ShouldAllBe(span => span.Service == "named" && (string?)span.Resource["cloud.resource_id"] == "arn:aws:x");
        receiver.Points.ShouldContain(point => point.Metric == "http.server.request.duration" && point.Service == "named");
        var record = receiver.Logs.Single(line => line.Body == "Working");
        record.TraceId.ShouldBe(spans[0].TraceId);
        record.Service.ShouldBe("named");
        receiver.Headers.ShouldAllBe(headers => headers["x-key"] == "a b" && headers["Content-Type"] == "application/x-protobuf");
    }

    [Fact]
    public async Task Export_OfMetrics_HoldsThoseOfRemoteMcp()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await Host.StartAsync((Endpoint, receiver.Address.AbsoluteUri));
        var meter = host.App.Services.GetRequiredService<IMeterFactory>().Create(RemoteMcpTelemetry.MeterName);

        meter.CreateCounter<long>("agentstack.token.fetches").Add(1);
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        receiver.Points.ShouldContain(point => point.Metric == "agentstack.token.fetches");
    }

    [Fact]
    public async Task Export_EndpointOfOneSignal_TakesThatSignalAtExactlyThatAddress()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await Host.StartAsync(("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", $"{receiver.Address}in/here"));

        await host.GetAsync("/work");
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        receiver.Paths.ShouldBe(["/in/here"]);
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true")]
    [InlineData("DISABLE_ADOT_OBSERVABILITY", "true")]
    [InlineData("Telemetry:Export", "none")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "")]
    public async Task Export_SwitchedOffOrNotConfigured_SendsNothingAndHasNoExporter(string key, string value)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var settings = new Dictionary<string, string> { [Endpoint] = receiver.Address.AbsoluteUri, [key] = value };
        await using var host = await Host.StartAsync([.. settings.Select(setting => (setting.Key, setting.Value))]);

        await host.GetAsync("/work");
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        host.IsExporting.ShouldBeFalse();
        receiver.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Export_SignalsSwitchedOff_AreNotSent()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await Host.StartAsync(
            (Endpoint, receiver.Address.AbsoluteUri), ("OTEL_METRICS_EXPORTER", "none"), ("OTEL_LOGS_EXPORTER", "none"));

        await host.GetAsync("/work");
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        receiver.Paths.Distinct().ShouldBe(["/v1/traces"]);
    }

    [Fact]
    public async Task Export_HealthChecks_HaveNoSpans()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await Host.StartAsync((Endpoint, receiver.Address.AbsoluteUri));

        await host.GetAsync("/ping");
        await host.GetAsync("/health/ready");
        await host.GetAsync("/broken");
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        var span = receiver.Spans.ShouldHaveSingleItem();
        span.Name.ShouldBe("GET /broken");
        span.Kind.ShouldBe(2);
        span.IsError.ShouldBeTrue();
        span["http.response.status_code"].ShouldBe(500L);
        span["http.request.method"].ShouldBe("GET");
        span["url.path"].ShouldBe("/broken");
    }

    [Theory]
    [InlineData("always_off", "01", 0)]
    [InlineData("parentbased_always_on", "00", 0)]
    [InlineData("parentbased_always_on", "01", 2)]
    [InlineData("always_on", "00", 2)]
    public async Task Sampler_StandardVariable_DecidesBesideTheCallersFlag(string sampler, string flags, int spans)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await Host.StartAsync((Endpoint, receiver.Address.AbsoluteUri), ("OTEL_TRACES_SAMPLER", sampler));

        await host.GetAsync("/work", ("traceparent", $"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-{flags}"));
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        receiver.Spans.Count.ShouldBe(spans);
    }

    [Fact]
    public async Task Hosts_InOneProcess_SendWhatIsTheirs()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var one = await Host.StartAsync((Endpoint, receiver.Address.AbsoluteUri), ("OTEL_SERVICE_NAME", "one"));
        await using var two = await Host.StartAsync((Endpoint, receiver.Address.AbsoluteUri), ("OTEL_SERVICE_NAME", "two"));
        await using var silent = await Host.StartAsync();

        await one.GetAsync("/work");
        await silent.GetAsync("/work");
        await one.App.StopAsync(TestContext.Current.CancellationToken);
        await two.App.StopAsync(TestContext.Current.CancellationToken);

        receiver.Spans.Select(span => (span.Service, span.Name)).ShouldBe([("one", "work"), ("one", "GET /work")], ignoreOrder: true);
        receiver.Points.Where(point => point.Metric == "http.server.request.duration").ShouldAllBe(point => point.Service == "one");
    }

    [Theory]
    [InlineData("hangs")]
    [InlineData("fails")]
    [InlineData("gone")]
    public async Task Receiver_Broken_IsToldOnceAndSlowsNothing(string mood)
    {
        var receiver = await OtlpReceiver.StartAsync();
        var address = receiver.Address.AbsoluteUri;
        using var hanging = new CancellationTokenSource();
        receiver.Mood = mood switch
        {
            "hangs" => async http =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, hanging.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                return true;
            }
            ,
            _ => http =>
            {
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return Task.FromResult(true);
            }
            ,
        };
        if (mood == "gone")
            await receiver.DisposeAsync();

        await using var host = await Host.StartAsync((Endpoint, address), ("OTEL_EXPORTER_OTLP_TIMEOUT", "500"));
        for (var i = 0; i < 10; i++)
            (await host.GetAsync("/work")).ShouldContain("traceparent");

        await host.App.StopAsync(TestContext.Current.CancellationToken);

        var told = host.Log.Lines.Where(line => line.Contains("Telemetry does not arrive", StringComparison.Ordinal)).ToList();
        told.Count.ShouldBe(3, string.Join('\n', host.Log.Lines));
        told.ShouldAllBe(line => line.Contains(address, StringComparison.Ordinal));
        await hanging.CancelAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Stop_ReceiverHangs_EndsWithinTheLimit()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var hanging = new CancellationTokenSource();
        receiver.Mood = async _ =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, hanging.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        await using var host = await Host.StartAsync(
            Farewell.Default, (Endpoint, receiver.Address.AbsoluteUri), ("OTEL_EXPORTER_OTLP_TIMEOUT", "600000"));
        await host.GetAsync("/work");

        // Far above the limit, since a machine under load is slow, and far below the time that the exporter would take.
        await host.App.StopAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await host.App.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        receiver.Count.ShouldBeGreaterThan(0);
        await hanging.CancelAsync();
    }

    [Fact]
    public async Task Receiver_MendedLater_IsTold()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        receiver.Mood = http =>
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.FromResult(true);
        };
        await using var host = await Host.StartAsync(
            (Endpoint, receiver.Address.AbsoluteUri), ("OTEL_METRICS_EXPORTER", "none"), ("OTEL_LOGS_EXPORTER", "none"));
        await host.GetAsync("/work");
        host.Telemetry.Flush();
        receiver.Mood = _ => Task.FromResult(false);
        await host.GetAsync("/work");
        host.Telemetry.Flush();

        host.Log.Lines.ShouldContain(line => line.Contains("it answers 503", StringComparison.Ordinal));
        host.Log.Lines.ShouldContain(line => line.Contains("arrives at", StringComparison.Ordinal) && line.Contains("again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Endpoint, "localhost:4318", "OTEL_EXPORTER_OTLP_ENDPOINT is no http address")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/json", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL is \"http/json\"; it can be http/protobuf or grpc")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "secret-without-name", "OTEL_EXPORTER_OTLP_HEADERS is no list of headers")]
    [InlineData("OTEL_EXPORTER_OTLP_COMPRESSION", "zip", "OTEL_EXPORTER_OTLP_COMPRESSION is \"zip\"")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "soon", "OTEL_EXPORTER_OTLP_TIMEOUT is \"soon\"")]
    [InlineData("Telemetry:Export", "jaeger", "Telemetry:Export is \"jaeger\"")]
    [InlineData("Telemetry:Export", "7", "Telemetry:Export must be none, otlp or aws")]
    [InlineData("Telemetry:Export", "aws", "set AWS_REGION too")]
    [InlineData("Telemetry:LogGroup", "a,b=c", "Telemetry:LogGroup must be the name of a log group")]
    [InlineData("Telemetry:Exprot", "otlp", "Telemetry:Exprot is not a setting")]
    public void Settings_ThatMakeNoSense_AreNamed(string key, string value, string problem)
    {
        var settings = new Dictionary<string, string> { [Endpoint] = "http://localhost:4318", [key] = value };

        var problems = Host.ProblemsOf([.. settings.Select(setting => (setting.Key, setting.Value))]);

        problems.ShouldContain(text => text.Contains(problem, StringComparison.Ordinal), string.Join('\n', problems));
        problems.ShouldNotContain(text => text.Contains("secret-without-name", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_OtlpWithoutAnEndpoint_AskForOne() =>
        Host.ProblemsOf(("Telemetry:Export", "otlp")).ShouldHaveSingleItem().ShouldContain("set OTEL_EXPORTER_OTLP_ENDPOINT too");
}
