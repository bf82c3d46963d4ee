using AgentStack.Agent.Tools.Pins;
using AgentStack.RemoteMcp;
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

    /// <summary>
    /// What the model is shown of one result's text, in bytes of UTF-8; the rest is cut, with a note.
    /// <c>McpServers:{name}:MaxResultBytes</c> goes before it.
    /// </summary>
    public int MaxResultBytes { get; set; } = 100_000;

    /// <summary>Whether the model is shown the images of results; false for models that do not see.</summary>
    public bool Images { get; set; } = true;

    /// <summary>What happens when a tool's definition is another than when it was first seen, or than it is pinned.</summary>
    public OnToolChange OnChange { get; set; } = OnToolChange.Warn;

    /// <summary>A JSON file of fingerprints, by server and tool, that tools are held to from the start.</summary>
    public string? Pins { get; set; }

    public static ToolOptions Read(SettingsReader reader) => reader.Read<ToolOptions>(Section, options => options.Problems());

    /// <summary>Pins of a server that there is not would protect nothing, and look as if they did.</summary>
    public void CheckPins(SettingsReader reader, IReadOnlyDictionary<string, RemoteServerOptions> servers)
    {
        if (Pins is null || PinFile.Problem(Pins) is not null)
            return;

        var strange = PinFile.Read(Pins).Keys.Where(server => !servers.ContainsKey(server)).Order(StringComparer.Ordinal).ToList();
        if (strange.Count > 0)
        {
            reader.AddProblem(
                $"{Section}:{nameof(Pins)}",
                $"names {Pins}, which pins tools of {string.Join(", ", strange)}, of which McpServers has no section; correct the name or"
                + " remove its pins");
        }
    }

    private IEnumerable<(string Key, string Rule)> Problems()
    {
        if (Wait <= TimeSpan.Zero)
            yield return (nameof(Wait), "must be above zero, such as 00:00:20");

        if (RefreshAfter <= TimeSpan.Zero)
            yield return (nameof(RefreshAfter), "must be above zero, such as 00:10:00");

        if (MaxResultBytes < 100)
            yield return (nameof(MaxResultBytes), "must be 100 or more");

        if (!Enum.IsDefined(OnChange))
            yield return (nameof(OnChange), $"must be one of {string.Join(", ", Enum.GetNames<OnToolChange>())}");

        if (Pins is not null && PinFile.Problem(Pins) is { } problem)
            yield return (nameof(Pins), problem);
    }
}
