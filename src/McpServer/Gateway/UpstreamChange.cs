using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Gateway;

/// <summary>What other settings mean for the upstreams that there are.</summary>
/// <param name="Kept">Those that stay, with the settings that they take over.</param>
/// <param name="Changed">Those that another must take the place of.</param>
/// <param name="Removed">Those that nobody wants any more.</param>
/// <param name="Added">The names of new ones.</param>
internal sealed record UpstreamChange(
    IReadOnlyList<(Upstream Upstream, UpstreamOptions Options)> Kept,
    IReadOnlyList<Upstream> Changed,
    IReadOnlyList<Upstream> Removed,
    IReadOnlyList<string> Added)
{
    // What a connection does not depend on.
    private static readonly string[] Adoptable =
    [
        nameof(UpstreamOptions.MaxConcurrentCalls),
        nameof(UpstreamOptions.MaxQueuedCalls),
        nameof(UpstreamOptions.QueueTimeout),
        nameof(UpstreamOptions.Required),
        nameof(UpstreamOptions.RestartPatience),
        nameof(UpstreamOptions.ShareSession),
    ];

    public static UpstreamChange Of(IReadOnlyList<Upstream> all, IReadOnlyDictionary<string, UpstreamOptions> wanted)
    {
        var known = all.Where(upstream => wanted.ContainsKey(upstream.Name))
            .ToLookup(upstream => IsSame(upstream, wanted[upstream.Name]));
        return new UpstreamChange(
            [.. known[true].Select(upstream => (upstream, wanted[upstream.Name]))],
            [.. known[false]],
            [.. all.Where(upstream => !wanted.ContainsKey(upstream.Name))],
            [.. wanted.Keys.Where(name => all.All(upstream => !upstream.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))]);
    }

    private static bool IsSame(Upstream upstream, UpstreamOptions wanted)
    {
        var readsEnough = upstream.Server.ReadsResultsOf(wanted.MaxResultBytes);
        return JsonNode.DeepEquals(Lasting(upstream.Options, readsEnough), Lasting(wanted, readsEnough));
    }

    private static JsonObject Lasting(UpstreamOptions options, bool readsEnough)
    {
        var json = JsonSerializer.SerializeToNode(options)!.AsObject();
        foreach (var name in Adoptable)
            json.Remove(name);

        // How much is read of an answer is part of a connection; how much of it goes through is not.
        if (readsEnough)
            json.Remove(nameof(UpstreamOptions.MaxResultBytes));

        return json;
    }
}
