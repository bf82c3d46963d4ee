using OpenTelemetry.Exporter;

namespace AgentStack.Telemetry.Export;

/// <summary>Where one signal goes, and how. Its headers may hold a key, so it prints the address alone.</summary>
internal sealed class OtlpTarget(Uri endpoint)
{
    public Uri Endpoint { get; } = endpoint;

    public OtlpExportProtocol Protocol { get; init; } = OtlpExportProtocol.HttpProtobuf;

    /// <summary>As in the variable: <c>name=value,name=value</c>, values URL-encoded.</summary>
    public string? Headers { get; init; }

    public OtlpExportCompression Compression { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The AWS service and region that requests are signed for; null: they are not.</summary>
    public (string Service, string Region)? Signature { get; init; }

    public override string ToString() => $"{Endpoint.Scheme}://{Endpoint.Authority}{Endpoint.AbsolutePath}";
}
