using AgentStack.Agent.Chat;
using AgentStack.Agent.Tools;
using AgentStack.RemoteMcp;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>How a server's tools come to be offered.</summary>
/// <param name="Count">How many it lists.</param>
/// <param name="Renamed">Those that the model knows by another name, with it.</param>
/// <param name="Repaired">Those whose schema is offered in other words.</param>
/// <param name="LeftOut">Those that are not offered, with the reason.</param>
internal sealed record ToolSurvey(
    int Count, IReadOnlyList<string> Renamed, IReadOnlyList<string> Repaired, IReadOnlyList<string> LeftOut)
{
    private const int MostNames = 5;
    private const int LongestName = 100;

    public static ToolSurvey Of(IReadOnlyList<OfferedTool> offered, IReadOnlyList<UnofferedTool> leftOut) => new(
        offered.Count + leftOut.Count,
        [.. offered.Where(IsRenamed).Select(tool => $"{tool.Remote.Name} as {tool.WireName}")],
        [.. offered.Where(tool => tool.Repairs.Count > 0).Select(tool => $"{tool.Remote.Name} ({string.Join(", ", tool.Repairs)})")],
        [.. leftOut.Select(tool => $"{tool.Tool} ({tool.Reason})")]);

    /// <summary>Whether it lists tools and none of them is offered.</summary>
    public bool IsBarren => Count > 0 && LeftOut.Count == Count;

    public override string ToString() => string.Join("; ", Sentences());

    /// <summary>The first of them, on one line.</summary>
    public static string Some(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames).Select(name => PrintableText.Line(ServerWords.Hide(name), LongestName)))
        + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");

    // The server's name before it is the rule, not a change.
    private static bool IsRenamed(OfferedTool tool) =>
        tool.WireName != tool.Remote.Name && tool.WireName != $"{tool.Remote.Server}_{tool.Remote.Name}";

    private IEnumerable<string> Sentences()
    {
        yield return Count == 0 ? "the server has no tools" : $"{Count} {(Count == 1 ? "tool" : "tools")}";
        if (Renamed.Count > 0)
            yield return $"{Renamed.Count} renamed for the model: {Some(Renamed)}";

        if (Repaired.Count > 0)
            yield return $"{Repaired.Count} with a schema put into other words: {Some(Repaired)}";

        if (LeftOut.Count > 0)
            yield return $"{LeftOut.Count} left out: {Some(LeftOut)}";
    }
}
