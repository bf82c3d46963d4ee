using AgentStack.RemoteMcp.Aws;
using AgentStack.Settings;
using AgentStack.Telemetry.Aws;
using AgentStack.Telemetry.Export;
using Microsoft.Extensions.Configuration;

namespace AgentStack.Telemetry;

/// <summary>What the configuration says about telemetry: our section, the standard variables, the AWS settings.</summary>
public sealed class TelemetrySettings
{
    /// <summary>The section of ours.</summary>
    public const string Section = TelemetryOptions.Section;

    private const string ContentVariable = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";
    private static readonly string[] OffVariables = ["OTEL_SDK_DISABLED", "DISABLE_ADOT_OBSERVABILITY"];

    private readonly Dictionary<Signal, OtlpTarget> _targets = [];

    private TelemetrySettings(IConfiguration configuration, TelemetryOptions options)
    {
        Configuration = configuration;
        LogGroup = options.LogGroup;
        CapturesContent = options.CaptureContent || IsTrue(configuration[ContentVariable]);
    }

    /// <summary>Whether prompts, answers, tool arguments and tool results go into spans.</summary>
    public bool CapturesContent { get; }

    /// <summary>Where signals go; empty when telemetry is off.</summary>
    public IReadOnlyList<TelemetryTarget> Targets =>
        [.. _targets.OrderBy(target => target.Key).Select(target => new TelemetryTarget(target.Key, target.Value))];

    internal IConfiguration Configuration { get; }

    internal string? LogGroup { get; }

    internal bool IsOn => _targets.Count > 0;

    /// <summary>Reads the settings; what is wrong with them becomes a problem of the reader.</summary>
    public static TelemetrySettings Read(SettingsReader reader, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(configuration);
        var options = TelemetryOptions.Read(reader);
        var settings = new TelemetrySettings(configuration, options);
        if (OffVariables.Any(variable => IsTrue(configuration[variable])))
            return settings;

        var otlp = new OtlpVariables(configuration, reader);
        switch (options.Export ?? (otlp.HasEndpoint ? ExportKind.Otlp : ExportKind.None))
        {
            case ExportKind.Otlp when !otlp.HasEndpoint:
                reader.AddProblem(
                    $"{Section}:{nameof(options.Export)}", $"is otlp, but nothing says where to: set {OtlpVariables.Endpoint} too");
                break;
            case ExportKind.Otlp:
                foreach (var signal in Enum.GetValues<Signal>())
                    settings.Add(signal, otlp.Target(signal));

                break;
            case ExportKind.Aws:
                var aws = new AwsTargets(configuration, new AwsSettings(configuration), reader);
                settings.Add(Signal.Traces, aws.Traces());
                settings.Add(Signal.Logs, aws.Logs(options.LogGroup, options.LogStream));
                break;
        }

        return settings;
    }

    /// <summary>Null: the signal goes nowhere.</summary>
    internal OtlpTarget? Target(Signal signal) => _targets.GetValueOrDefault(signal);

    private void Add(Signal signal, OtlpTarget? target)
    {
        if (target is not null)
            _targets.Add(signal, target);
    }

    private static bool IsTrue(string? value) => bool.TryParse(value, out var isTrue) && isTrue;
}
