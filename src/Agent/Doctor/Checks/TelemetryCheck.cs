using System.Net;
using AgentStack.RemoteMcp.Aws;
using AgentStack.Telemetry;

namespace AgentStack.Agent.Doctor.Checks;

/// <summary>Whether telemetry arrives: each target is sent an export of nothing.</summary>
internal sealed class TelemetryCheck(IReadOnlyList<TelemetryTarget> targets, AwsSettings aws, TimeProvider clock) : IDoctorCheck
{
    public string Name => "telemetry";

    public string? Server => null;

    public DoctorArea Area => DoctorArea.Other;

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        var problems = await Task.WhenAll(targets.Select(target => ProblemAsync(target, cancellationToken)));
        return problems.OfType<string>().ToList() is { Count: > 0 } found
            ? Finding.Bad(
                found[0],
                found.Count > 1 ? string.Join('\n', found.Skip(1)) : null,
                targets.Any(target => target.IsSigned)
                    ? "The role needs xray:PutTraceSegments, xray:PutTelemetryRecords and logs:PutLogEvents, and Telemetry:LogGroup has to be there."
                    : "Check OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_HEADERS, and that the collector is up.")
            : Finding.Good(string.Join(", ", targets.Select(target => $"{target.Signal} to {target.Address}")));
    }

    private async Task<string?> ProblemAsync(TelemetryTarget target, CancellationToken cancellationToken)
    {
        try
        {
            var status = await target.KnockAsync(aws, clock, cancellationToken);
            return status switch
            {
                null or (>= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices) => null,
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"{target.Signal}: {target.Address} refuses the export ({(int)status})",
                HttpStatusCode.NotFound => $"{target.Signal}: nothing takes exports at {target.Address} (404)",
                _ => $"{target.Signal}: {target.Address} answered HTTP {(int)status}",
            };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return $"{target.Signal}: {target.Address} cannot be reached";
        }
    }
}
