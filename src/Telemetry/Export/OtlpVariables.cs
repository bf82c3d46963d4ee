using System.Globalization;
using AgentStack.Settings;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace AgentStack.Telemetry.Export;

/// <summary>
/// The standard variables of the OTLP exporter, those of a signal before the general ones:
/// https://opentelemetry.io/docs/specs/otel/protocol/exporter/
/// </summary>
internal sealed class OtlpVariables(IConfiguration configuration, SettingsReader reader)
{
    public const string Endpoint = $"{Prefix}ENDPOINT";

    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    public bool HasEndpoint => Enum.GetValues<Signal>().Any(signal => Value(signal, "ENDPOINT").Text is not null);

    /// <summary>Null when the signal has no endpoint or is switched off by <c>OTEL_{SIGNAL}_EXPORTER=none</c>.</summary>
    public OtlpTarget? Target(Signal signal)
    {
        var exporter = configuration[$"OTEL_{Word(signal)}_EXPORTER"]?.Trim();
        if (string.Equals(exporter, "none", StringComparison.OrdinalIgnoreCase) || Value(signal, "ENDPOINT").Text is null)
            return null;

        var protocol = Protocol(signal);
        return Address(signal, protocol) is not { } address ? null : new OtlpTarget(address)
        {
            Protocol = protocol,
            Headers = Headers(signal),
            Compression = Compression(signal),
            Timeout = Timeout(signal),
        };
    }

    private Uri? Address(Signal signal, OtlpExportProtocol protocol)
    {
        var (text, variable, isOwn) = Value(signal, "ENDPOINT");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            reader.AddProblem(variable, "is no http address; set one such as http://localhost:4318");
            return null;
        }

        // Only the general endpoint is a base, to which the signal's path is added; gRPC's path is the exporter's matter.
        return isOwn || protocol != OtlpExportProtocol.HttpProtobuf
            ? url
            : new Uri($"{url.GetLeftPart(UriPartial.Path).TrimEnd('/')}/v1/{signal.ToString().ToLowerInvariant()}{url.Query}");
    }

    // The specification's own default; the .NET exporter alone would take gRPC.
    private OtlpExportProtocol Protocol(Signal signal)
    {
        var (text, variable, _) = Value(signal, "PROTOCOL");
        switch (text)
        {
            case null or "http/protobuf":
                return OtlpExportProtocol.HttpProtobuf;
            case "grpc":
                return OtlpExportProtocol.Grpc;
            default:
                reader.AddProblem(variable, $"is \"{text}\"; it can be http/protobuf or grpc");
                return OtlpExportProtocol.HttpProtobuf;
        }
    }

    // Checked here, since the exporter would throw; never quoted, since a value may be a key.
    private string? Headers(Signal signal)
    {
        var (text, variable, _) = Value(signal, "HEADERS");
        if (text is null || text.Split(',').All(pair => pair.IndexOf('=', StringComparison.Ordinal) > 0))
            return text;

        reader.AddProblem(variable, "is no list of headers; write it as name=value,name=value");
        return null;
    }

    private OtlpExportCompression Compression(Signal signal)
    {
        var (text, variable, _) = Value(signal, "COMPRESSION");
        if (text is not (null or "none" or "gzip"))
            reader.AddProblem(variable, $"is \"{text}\"; it can be gzip or none");

        return text == "gzip" ? OtlpExportCompression.GZip : OtlpExportCompression.None;
    }

    private TimeSpan Timeout(Signal signal)
    {
        var (text, variable, _) = Value(signal, "TIMEOUT");
        if (text is null)
            return TimeSpan.FromSeconds(10);

        if (int.TryParse(text, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0)
            return TimeSpan.FromMilliseconds(milliseconds);

        reader.AddProblem(variable, $"is \"{text}\"; it is a number of milliseconds above 0");
        return TimeSpan.FromSeconds(10);
    }

    private (string? Text, string Variable, bool IsOwn) Value(Signal signal, string name)
    {
        var own = $"{Prefix}{Word(signal)}_{name}";
        return configuration[own]?.Trim() is { Length: > 0 } text
            ? (text, own, true)
            : (configuration[$"{Prefix}{name}"]?.Trim() is { Length: > 0 } general ? general : null, $"{Prefix}{name}", false);
    }

    private static string Word(Signal signal) => signal.ToString().ToUpperInvariant();
}
