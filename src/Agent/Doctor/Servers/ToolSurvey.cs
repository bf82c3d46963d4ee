using System.Text.Json;
using AgentStack.Agent.Chat;
using AgentStack.Agent.Tools;
using AgentStack.RemoteMcp.Connections;

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

    public static ToolSurvey Of(IReadOnlyList<RemoteTool> tools, bool isOneServer)
    {
        var distinct = tools.DistinctBy(tool => tool.Name).ToList();
        var names = WireNames.Assign([.. distinct.Select(tool => (tool.Server, tool.Name))], isOneServer);
        var survey = new ToolSurvey(
            tools.Count,
            [.. distinct.Zip(names).Where(pair => pair.First.Name != Plain(pair.First, pair.Second, isOneServer)).Select(pair => $"{pair.First.Name} as {pair.Second}")],
            [],
            [.. tools.GroupBy(tool => tool.Name).Where(same => same.Count() > 1).Select(same => $"{same.Key} (listed {same.Count()} times)")]);
        return distinct.Aggregate(survey, (seen, tool) => seen.Add(tool));
    }

    public override string ToString() => string.Join("; ", Sentences());

    // The server's name before it is the rule, not a change.
    private static string Plain(RemoteTool tool, string wireName, bool isOneServer) =>
        !isOneServer && wireName == $"{tool.Server}_{tool.Name}" ? tool.Name : wireName;

    private ToolSurvey Add(RemoteTool tool)
    {
        try
        {
            var offered = ToolSchema.Normalise(tool.InputSchema);
            return JsonElement.DeepEquals(offered, tool.InputSchema) ? this : this with { Repaired = [.. Repaired, tool.Name] };
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return this with { LeftOut = [.. LeftOut, $"{tool.Name} (its schema cannot be offered)"] };
        }
    }

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

    private static string Some(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames).Select(name => PrintableText.Line(name, LongestName)))
        + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
}
