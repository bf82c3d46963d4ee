using AgentStack.Settings;

namespace AgentStack.Agent.Tools;

/// <summary>How the agent treats remote tools: the section <c>Tools</c>.</summary>
internal sealed class ToolOptions
{
    private const string Section = "Tools";

    /// <summary>How long a turn waits for servers that are being connected; it goes on without those that are not.</summary>
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>A server's tools are listed again when they are older.</summary>
    public TimeSpan RefreshAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>What the model is shown of one result, in characters; the rest is cut, with a note.</summary>
    public int MaxResultLength { get; set; } = 100_000;

    public static ToolOptions Read(SettingsReader reader) => reader.Read<ToolOptions>(Section, options => options.Problems());

    private IEnumerable<(string Key, string Rule)> Problems()
    {
        if (Wait <= TimeSpan.Zero)
            yield return (nameof(Wait), "must be above zero, such as 00:00:20");

        if (RefreshAfter <= TimeSpan.Zero)
            yield return (nameof(RefreshAfter), "must be above zero, such as 00:10:00");

        if (MaxResultLength < 100)
            yield return (nameof(MaxResultLength), "must be 100 or more");
    }
}
