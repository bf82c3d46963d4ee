using AgentStack.Agent.Tools;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>What becomes of a server's tools beside those of the others.</summary>
/// <param name="Alone">How many would be offered without the others.</param>
/// <param name="Renamed">Those that have another name because of the others, with it.</param>
/// <param name="LeftOut">Those that are not offered because of the others, with the reason.</param>
internal sealed record ToolShare(string Server, int Alone, IReadOnlyList<string> Renamed, IReadOnlyList<string> LeftOut)
{
    /// <summary>Whether nothing is left of them.</summary>
    public bool IsNothing => Alone > 0 && LeftOut.Count == Alone;

    public static ToolShare Of(string server, ToolSet alone, ToolSet together)
    {
        var names = alone.Tools.ToDictionary(tool => tool.Remote.Name, tool => tool.WireName, StringComparer.Ordinal);
        return new ToolShare(
            server,
            names.Count,
            [.. together.Tools.Where(tool => tool.Remote.Server == server && names.GetValueOrDefault(tool.Remote.Name) != tool.WireName)
                .Select(tool => $"{tool.Remote.Name} as {tool.WireName}")],
            [.. together.LeftOut.Where(tool => tool.Server == server && names.ContainsKey(tool.Tool)).Select(tool => $"{tool.Tool} ({tool.Reason})")]);
    }

    /// <summary>Empty when the others change nothing.</summary>
    public override string ToString()
    {
        string[] changes =
        [
            .. Renamed.Count > 0 ? [$"{Renamed.Count} renamed: {ToolSurvey.Some(Renamed)}"] : Array.Empty<string>(),
            .. LeftOut.Count > 0 ? [$"{LeftOut.Count} of {Alone} left out: {ToolSurvey.Some(LeftOut)}"] : Array.Empty<string>(),
        ];
        return changes.Length == 0 ? "" : $"of {Server}, {string.Join(", ", changes)}";
    }
}
