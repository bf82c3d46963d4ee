using System.Text.RegularExpressions;
using AgentStack.Settings;
using Amazon.BedrockRuntime.Model;

namespace AgentStack.Agent.Models.Guardrails;

/// <summary>The guardrail on each model call: the section <c>Guardrail</c>.</summary>
internal sealed class GuardrailOptions
{
    private const string Section = "Guardrail";
    private const string Draft = "DRAFT";

    private static readonly Regex Identifier =
        Match("[a-z0-9]+|arn:aws(?:-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail/[a-z0-9]+");

    private static readonly Regex VersionName = Match("DRAFT|[1-9][0-9]{0,7}");

    private static readonly string[] Traces = ["enabled", "disabled", "enabled_full"];
    private static readonly string[] Modes = ["sync", "async"];

    /// <summary>The id or ARN of a Bedrock guardrail; none is used when not set.</summary>
    public string? Id { get; set; }

    /// <summary><c>DRAFT</c> or a published version's number.</summary>
    public string Version { get; set; } = Draft;

    /// <summary>Without a trace nobody learns which policy spoke: <c>enabled</c>, <c>disabled</c> or <c>enabled_full</c>.</summary>
    public string Trace { get; set; } = "enabled";

    /// <summary><c>sync</c> holds text back until it was looked at; <c>async</c> is faster, masks nothing and blocks late.</summary>
    public string StreamProcessingMode { get; set; } = "sync";

    public static GuardrailOptions Read(SettingsReader reader) =>
        reader.Read<GuardrailOptions>(Section, options => options.Problems());

    public GuardrailStreamConfiguration? ToConfiguration() => string.IsNullOrEmpty(Id) ? null : new GuardrailStreamConfiguration
    {
        GuardrailIdentifier = Id,
        GuardrailVersion = Version,
        Trace = Trace,
        StreamProcessingMode = StreamProcessingMode,
    };

    private IEnumerable<(string Key, string Rule)> Problems()
    {
        if (string.IsNullOrEmpty(Id) && this is not { Version: Draft, Trace: "enabled", StreamProcessingMode: "sync" })
            yield return (nameof(Id), "is missing: without it there is no guardrail, whatever else the section says");

        if (!string.IsNullOrEmpty(Id) && !Identifier.IsMatch(Id))
            yield return (nameof(Id), "must be a guardrail's id (lower case letters and digits) or its ARN");

        if (!VersionName.IsMatch(Version))
            yield return (nameof(Version), "must be DRAFT or a version's number");

        if (!Traces.Contains(Trace))
            yield return (nameof(Trace), $"must be one of {string.Join(", ", Traces)}");

        if (!Modes.Contains(StreamProcessingMode))
            yield return (nameof(StreamProcessingMode), $"must be one of {string.Join(", ", Modes)}");
    }

    private static Regex Match(string pattern) =>
        new(@$"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
