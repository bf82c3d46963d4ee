using AgentStack.Settings;

namespace AgentStack.Telemetry;

/// <summary>Where telemetry goes and what it may hold: the section <c>Telemetry</c>.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>Not set: <c>otlp</c> when a variable names an endpoint, else <c>none</c>.</summary>
    public ExportKind? Export { get; set; }

    /// <summary>With <c>aws</c>: the CloudWatch log group for log records; it has to be there. Without it none are sent.</summary>
    public string? LogGroup { get; set; }

    /// <summary>With <c>aws</c>: the stream in the group; it has to be there too.</summary>
    public string LogStream { get; set; } = "otel-rt-logs";

    /// <summary>Whether prompts, answers, tool arguments and tool results go into spans.</summary>
    public bool CaptureContent { get; set; }

    public static TelemetryOptions Read(SettingsReader reader) =>
        reader.Read<TelemetryOptions>(Section, options => options.Problems());

    private IEnumerable<(string Key, string Rule)> Problems()
    {
        if (Export is { } kind && !Enum.IsDefined(kind))
            yield return (nameof(Export), "must be none, otlp or aws");

        if (LogGroup is not null && !IsHeaderText(LogGroup))
            yield return (nameof(LogGroup), "must be the name of a log group");

        if (!IsHeaderText(LogStream))
            yield return (nameof(LogStream), "must be the name of a log stream");
    }

    // CloudWatch's names travel in headers; a comma or an equals sign would start another one.
    private static bool IsHeaderText(string name) =>
        name.Length is > 0 and <= 512 && name.All(c => c is > ' ' and < '\u007F' and not (',' or '=' or '%'));
}
