using AgentStack.Settings;

namespace AgentStack.McpServer.Guardrails;

/// <summary>The section <c>Guardrails</c>. Region, credentials and endpoints are the AWS SDK's own settings.</summary>
internal sealed class GuardrailOptions
{
    public const string Section = "Guardrails";

    /// <summary>The model that rewrites: the id of a model or an inference profile, or an ARN.</summary>
    public string ModelId { get; set; } = "global.anthropic.claude-sonnet-5";

    /// <summary>The longest rewritten answer.</summary>
    public int MaxRewriteTokens { get; set; } = 4096;

    /// <summary>The longest text of one call; a longer one is held against the guardrail in parts.</summary>
    public int MaxCharacters { get; set; } = 25_000;

    /// <summary>How long Bedrock may take over one answer.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(60);

    public static GuardrailOptions Read(SettingsReader settings) => settings.Read<GuardrailOptions>(Section, Problems);

    private static IEnumerable<(string Key, string Rule)> Problems(GuardrailOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ModelId))
            yield return (nameof(ModelId), "must name a model of Bedrock, such as global.anthropic.claude-sonnet-5");
        if (options.MaxRewriteTokens is < 16 or > 200_000)
            yield return (nameof(MaxRewriteTokens), "must be 16 to 200000");
        if (options.MaxCharacters is < 100 or > 1_000_000)
            yield return (nameof(MaxCharacters), "must be 100 to 1000000");
        if (options.CallTimeout < TimeSpan.FromSeconds(1) || options.CallTimeout > TimeSpan.FromMinutes(10))
            yield return (nameof(CallTimeout), "must be 00:00:01 to 00:10:00");
    }
}
