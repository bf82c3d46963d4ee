namespace AgentStack.Telemetry;

/// <summary>Where telemetry goes.</summary>
public enum ExportKind
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>To the collector that the <c>OTEL_EXPORTER_OTLP_*</c> variables name.</summary>
    Otlp,

    /// <summary>Straight to X-Ray and CloudWatch Logs, signed as AWS asks for.</summary>
    Aws,
}
