namespace AgentStack.Tests.Shared.Otlp;

/// <summary>A log record as a collector gets it.</summary>
public sealed record OtlpLogRecord(
    string Service, string Severity, string Body, string TraceId, IReadOnlyDictionary<string, object?> Attributes);
