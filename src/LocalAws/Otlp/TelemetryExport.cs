namespace AgentStack.LocalAws.Otlp;

/// <summary>One accepted export request.</summary>
/// <param name="Path"><c>/v1/traces</c> or <c>/v1/logs</c>.</param>
/// <param name="LogGroup">Null for traces.</param>
/// <param name="LogStream">Null for traces.</param>
/// <param name="Body">The protobuf message, as it was sent.</param>
public sealed record TelemetryExport(string Path, string? LogGroup, string? LogStream, ReadOnlyMemory<byte> Body);
