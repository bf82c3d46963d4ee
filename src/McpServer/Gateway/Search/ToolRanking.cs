using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using AgentStack.McpServer.Offers;

namespace AgentStack.McpServer.Gateway.Search;

/// <summary>
/// Which tools a query is about, the best first, by BM25 over the words of their definitions: rare words count more than
/// common ones, and a long description does not win by its length. Equals are in the order of their names.
/// </summary>
internal sealed class ToolRanking
{
    private const double Saturation = 1.2;
    private const double LengthShare = 0.75;

    /// <summary>Of a query, in its order: more of them cost more and say no more.</summary>
    private const int MostWords = 32;

    // They match every tool, and so say of none that it fits.
    private static readonly FrozenSet<string> Common = Words.Of(
        "a an and are at be by can do does for from how i if in into is it its me my not of on or so some that the then there this to"
        + " use using was we what when which who why with you your tool").ToFrozenSet(StringComparer.Ordinal);

    private readonly ConditionalWeakTable<IServedTool, ToolText> _texts = [];

    public IReadOnlyList<IServedTool> Rank(IReadOnlyList<IServedTool> tools, string query)
    {
        var words = Words.Of(query).Where(word => !Common.Contains(word)).Distinct(StringComparer.Ordinal).Take(MostWords).ToArray();
        List<(IServedTool Tool, int Length, double[] Weights)> entries = [.. tools.Select(tool => Weigh(tool, words))];
        var usual = entries.Count == 0 ? 1 : Math.Max(1, entries.Average(entry => entry.Length));
        double[] rarity = [.. words.Select((_, i) => Rarity(entries.Count, entries.Count(entry => entry.Weights[i] > 0)))];
        return
        [
            .. entries.Select(entry => (entry.Tool, Score: rarity.Select((rare, i) => rare * Share(entry.Weights[i], entry.Length, usual)).Sum()))
                .Where(found => found.Score > 0)
                .OrderByDescending(found => found.Score)
                .ThenBy(found => found.Tool.Name, StringComparer.Ordinal)
                .Select(found => found.Tool),
        ];
    }

    private (IServedTool Tool, int Length, double[] Weights) Weigh(IServedTool tool, string[] words)
    {
        var text = _texts.GetValue(tool, key => new ToolText(key.Definition));
        return (tool, text.Length, [.. words.Select(text.WeightOf)]);
    }

    private static double Rarity(int all, int having) => Math.Log(1 + ((all - having + 0.5) / (having + 0.5)));

    private static double Share(double weight, int length, double usualLength) =>
        weight * (Saturation + 1) / (weight + (Saturation * (1 - LengthShare + (LengthShare * length / usualLength))));
}
