using AgentStack.Settings;

namespace AgentStack.Agent.Conversations;

/// <summary>How much is remembered: the section <c>Conversations</c>.</summary>
internal sealed class ConversationOptions
{
    private const string Section = "Conversations";

    /// <summary>The oldest idle session is forgotten when there is one more.</summary>
    public int MaxSessions { get; set; } = 1000;

    /// <summary>Turns of one session that the model is shown; older ones are forgotten whole.</summary>
    public int MaxTurns { get; set; } = 50;

    public static ConversationOptions Read(SettingsReader reader) => reader.Read<ConversationOptions>(Section, options => options.Problems());

    private IEnumerable<(string Key, string Rule)> Problems()
    {
        if (MaxSessions < 1)
            yield return (nameof(MaxSessions), "must be 1 or more");

        if (MaxTurns < 1)
            yield return (nameof(MaxTurns), "must be 1 or more");
    }
}
