namespace AgentStack.Tests.Shared.Otlp;

/// <summary>A data point of a metric.</summary>
/// <param name="Count">How many measurements a histogram's point holds; 1 for others.</param>
/// <param name="Sum">Their sum, or the value.</param>
/// <param name="Bounds">A histogram's buckets.</param>
public sealed record OtlpPoint(
    string Service,
    string Metric,
    string Unit,
    long Count,
    double Sum,
    IReadOnlyList<double> Bounds,
    IReadOnlyDictionary<string, object?> Attributes);
