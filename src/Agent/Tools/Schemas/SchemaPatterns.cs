using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AgentStack.Agent.Tools.Schemas;

/// <summary>Patterns that can be offered, and values that are told instead of listed.</summary>
internal static class SchemaPatterns
{
    private const int Longest = 1000;
    private const int MostTold = 20;

    public static bool IsSound(string pattern)
    {
        if (pattern.Length > Longest)
            return false;

        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static string Among(IReadOnlyCollection<JsonNode> values) =>
        values.Count == 0 ? "" : $"One of the values that the tool knows, among them {string.Join(", ", values.Take(MostTold).Select(value => value.ToJsonString()))}.";
}
