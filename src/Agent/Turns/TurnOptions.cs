using AgentStack.Settings;

namespace AgentStack.Agent.Turns;

/// <summary>What a turn may use up: the section <c>Turns</c>.</summary>
internal sealed class TurnOptions
{
    private const string Section = "Turns";

    /// <summary>How often the model may ask for tools before it must answer without them.</summary>
    public int MaxRounds { get; set; } = 10;

    /// <summary>For the whole turn. AgentCore ends a synchronous request after 15 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    public static TurnOptions Read(SettingsReader reader) => reader.Read<TurnOptions>(Section, options => options.Problems());

    private IEnumerable<(string Key, string Rule)> Problems()
    {
        if (MaxRounds < 1)
            yield return (nameof(MaxRounds), "must be 1 or more");

        if (Timeout <= TimeSpan.Zero)
            yield return (nameof(Timeout), "must be above zero, such as 00:10:00");
    }
}
