using AgentStack.Settings;

namespace AgentStack.Agent.Models;

/// <summary>The model that answers: the section <c>Model</c>.</summary>
internal sealed class ModelOptions
{
    private const string Section = "Model";

    /// <summary>A Bedrock model id, an inference profile, or the ARN of one; passed on as it is.</summary>
    public string Id { get; set; } = "global.anthropic.claude-sonnet-5";

    /// <summary>0 to 1; the model's own default when not set.</summary>
    public float? Temperature { get; set; }

    /// <summary>The longest answer of one model call, in tokens.</summary>
    public int MaxTokens { get; set; } = 4096;

    public string Instructions { get; set; } =
        "You are a helpful assistant. Use the tools you are given when they help; say so when you cannot answer.";

    public static ModelOptions Read(SettingsReader reader) => reader.Read<ModelOptions>(Section, options => options.Problems());

    private IEnumerable<(string Key, string Rule)> Problems()
    {
        if (string.IsNullOrWhiteSpace(Id))
            yield return (nameof(Id), "must name a Bedrock model, an inference profile or its ARN");

        if (Temperature is < 0 or > 1)
            yield return (nameof(Temperature), "must be between 0 and 1");

        if (MaxTokens < 1)
            yield return (nameof(MaxTokens), "must be 1 or more");

        if (string.IsNullOrWhiteSpace(Instructions))
            yield return (nameof(Instructions), "must not be blank, since Bedrock refuses a blank system text");
    }
}
