namespace AgentStack.Telemetry;

/// <summary>Which process it is whose telemetry is sent.</summary>
/// <param name="Source">The name of its activity source and of its meter.</param>
/// <param name="Service">What it is called where <c>OTEL_SERVICE_NAME</c> does not say it.</param>
public sealed record TelemetryIdentity(string Source, string Service)
{
    /// <summary>More that its telemetry shall say of it; <c>OTEL_RESOURCE_ATTRIBUTES</c> wins.</summary>
    public IReadOnlyDictionary<string, object> Attributes { get; init; } = new Dictionary<string, object>();
}
