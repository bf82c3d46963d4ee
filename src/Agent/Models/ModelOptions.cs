using AgentStack.Agent.Models.Requests;
using AgentStack.Settings;

namespace AgentStack.Agent.Models;

/// <summary>The model that answers: the section <c>Model</c>.</summary>
internal sealed class ModelOptions
{
    private const string Section = "Model";
    private const int MostAttempts = 20;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    /// <summary>A Bedrock model id, an inference profile, or the ARN of one; passed on as it is.</summary>
    public string Id { get; set; } = "global.anthropic.claude-sonnet-5";

    /// <summary>0 to 1; the model's own default when not set.</summary>
    public float? Temperature { get; set; }

    /// <summary>The longest answer of one model call, in tokens.</summary>
    public int MaxTokens { get; set; } = 4096;

    public string Instructions { get; set; } =
        "You are a helpful assistant. Use the tools you are given when they help; say so when you cannot answer.";

    /// <summary>How often one question is put to the model before it has begun to answer; 1 is never again.</summary>
    public int MaxAttempts { get; set; } = 4;

    /// <summary>How long the model may take to begin.</summary>
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long it may be silent in the middle of an answer.</summary>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether Bedrock is told what of a request the next one will begin with too.</summary>
    public PromptCachingMode Caching { get; set; } = PromptCachingMode.Auto;

    public static ModelOptions Read(SettingsReader reader) => reader.Read<ModelOptions>(Section, options => options.Problems());

    private IEnumerable<(string Key, string Rule)> Problems()
    {
        if (string.IsNullOrWhiteSpace(Id))
            yield return (nameof(Id), "must name a Bedrock model, an inference profile or its ARN");

        if (Temperature is < 0 or > 1)
            yield return (nameof(Temperature), "must be between 0 and 1");

        if (MaxTokens < 1)
            yield return (nameof(MaxTokens), "must be 1 or more");

        if (MaxAttempts is < 1 or > MostAttempts)
            yield return (nameof(MaxAttempts), $"must be from 1 to {MostAttempts}");

        if (FirstTokenTimeout <= TimeSpan.Zero || FirstTokenTimeout > LongestTimeout)
            yield return (nameof(FirstTokenTimeout), "must be above zero and at most a day, such as 00:02:00");

        if (StallTimeout <= TimeSpan.Zero || StallTimeout > LongestTimeout)
            yield return (nameof(StallTimeout), "must be above zero and at most a day, such as 00:01:00");

        if (string.IsNullOrWhiteSpace(Instructions))
            yield return (nameof(Instructions), "must not be blank, since Bedrock refuses a blank system text");
    }
}
