namespace AgentStack.McpServer.Gateway;

/// <summary>Which templates may lose addresses to one of another upstream, by what they begin with.</summary>
internal static class TemplateOverlaps
{
    /// <summary>Neighbours that are looked at for each: one that lists very many shall not hold up the rest.</summary>
    private const int MostLookedAt = 100;

    /// <param name="templates">In the order in which they are asked whether they cover an address.</param>
    public static IEnumerable<LeftOutResource> Of(IReadOnlyList<UpstreamResource> templates)
    {
        var turns = templates.Select((template, turn) => (template, turn)).ToDictionary(each => each.template, each => each.turn);
        UpstreamResource[] sorted = [.. templates.OrderBy(Literal, StringComparer.Ordinal).ThenBy(template => turns[template])];
        for (var i = 0; i < sorted.Length; i++)
        {
            if (BeforeIt(sorted, i, turns) is { } other)
                yield return new LeftOutResource(sorted[i].Upstream.Name, sorted[i].Uri, Explain(sorted[i], other));
        }
    }

    // What begins with the same and goes on comes after it, in order; what begins with just the same is on either side.
    private static UpstreamResource? BeforeIt(UpstreamResource[] sorted, int at, Dictionary<UpstreamResource, int> turns)
    {
        var (template, literal) = (sorted[at], Literal(sorted[at]));
        var first = at;
        while (first > 0 && at - first < MostLookedAt && Literal(sorted[first - 1]) == literal)
            first--;

        return sorted.Skip(first).Take(MostLookedAt)
            .TakeWhile(other => Literal(other).StartsWith(literal, StringComparison.Ordinal))
            .FirstOrDefault(other => other.Upstream != template.Upstream && turns[other] < turns[template] && other.Uri != template.Uri);
    }

    private static string Explain(UpstreamResource template, UpstreamResource other) =>
        $"of its addresses, those of '{other.Uri}' are served by the upstream '{other.Upstream.Name}', "
        + (Literal(template) == Literal(other) ? "which goes first" : "whose template says more of them");

    private static string Literal(UpstreamResource template) => template.Template!.Literal;
}
