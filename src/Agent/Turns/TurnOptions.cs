using AgentStack.Settings;

namespace AgentStack.Agent.Turns;

/// <summary>
/// What a turn may use up: the section <c>Turns</c>. When a limit is reached the model answers from what it has, without
/// tools.
/// </summary>
internal sealed class TurnOptions
{
    private const string Section = "Turns";

    /// <summary>How often the model may ask for tools.</summary>
    public int MaxRounds { get; set; } = 10;

    /// <summary>How many calls it may make in all.</summary>
    public int MaxToolCalls { get; set; } = 50;

    /// <summary>How many calls run at once; the others wait.</summary>
    public int MaxParallelTools { get; set; } = 8;

    /// <summary>Tokens of all model calls, in and out, cached ones too.</summary>
    public long MaxTokens { get; set; } = 1_000_000;

    /// <summary>US dollars of all model calls, by <c>Prices</c>; no limit when not set.</summary>
    public decimal? MaxCostUsd { get; set; }

    /// <summary>For the whole turn. AgentCore ends a synchronous request after 15 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>For each call of a tool; a server's own limit may be shorter.</summary>
    public TimeSpan ToolTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>For the answer, once <see cref="Timeout"/> is over.</summary>
    public TimeSpan AnswerTime { get; set; } = TimeSpan.FromMinutes(1);

    public static TurnOptions Read(SettingsReader reader) => reader.Read<TurnOptions>(Section, options => options.Problems());

    private IEnumerable<(string Key, string Rule)> Problems()
    {
        foreach (var (key, value) in new[]
        {
            (nameof(MaxRounds), MaxRounds), (nameof(MaxToolCalls), MaxToolCalls), (nameof(MaxParallelTools), MaxParallelTools),
        })
        {
            if (value < 1)
                yield return (key, "must be 1 or more");
        }

        if (MaxTokens < 1)
            yield return (nameof(MaxTokens), "must be 1 or more");

        if (MaxCostUsd <= 0)
            yield return (nameof(MaxCostUsd), "must be above zero, such as 0.50, or not be set");

        foreach (var (key, time) in new[]
        {
            (nameof(Timeout), Timeout), (nameof(ToolTimeout), ToolTimeout), (nameof(AnswerTime), AnswerTime),
        })
        {
            if (time <= TimeSpan.Zero)
                yield return (key, "must be above zero, such as 00:10:00");
        }
    }
}
