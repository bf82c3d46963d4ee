using System.Runtime.InteropServices;
using System.Text.Json;
using AgentStack.McpServer.Protocol.Subscriptions;

namespace AgentStack.McpServer.Gateway;

/// <summary>What one upstream offers, in its own order.</summary>
internal sealed record UpstreamOffers(
    IReadOnlyList<UpstreamTool> Tools,
    IReadOnlyList<UpstreamPrompt> Prompts,
    IReadOnlyList<UpstreamResource> Resources,
    IReadOnlyList<UpstreamResource> Templates)
{
    public static readonly UpstreamOffers None = new([], [], [], []);

    /// <summary>What several offer together.</summary>
    public static UpstreamOffers Of(IReadOnlyList<Upstream> upstreams) => new(
        [.. upstreams.SelectMany(upstream => upstream.Offers.Tools)],
        [.. upstreams.SelectMany(upstream => upstream.Offers.Prompts)],
        [.. upstreams.SelectMany(upstream => upstream.Offers.Resources)],
        [.. upstreams.SelectMany(upstream => upstream.Offers.Templates)]);

    /// <summary>The lists that others would see change.</summary>
    public OfferKinds Compare(UpstreamOffers later) =>
        Of(OfferKinds.Tools, Tools.Select(tool => tool.Definition), later.Tools.Select(tool => tool.Definition))
        | Of(OfferKinds.Prompts, Prompts.Select(prompt => prompt.Definition), later.Prompts.Select(prompt => prompt.Definition))
        | Of(
            OfferKinds.Resources,
            Resources.Concat(Templates).Select(resource => resource.Definition),
            later.Resources.Concat(later.Templates).Select(resource => resource.Definition));

    private static OfferKinds Of(OfferKinds kind, IEnumerable<JsonElement> before, IEnumerable<JsonElement> after) =>
        before.SequenceEqual(after, AsWritten.Instance) ? OfferKinds.None : kind;

    private sealed class AsWritten : IEqualityComparer<JsonElement>
    {
        public static readonly AsWritten Instance = new();

        public bool Equals(JsonElement x, JsonElement y) =>
            JsonMarshal.GetRawUtf8Value(x).SequenceEqual(JsonMarshal.GetRawUtf8Value(y));

        public int GetHashCode(JsonElement obj) => JsonMarshal.GetRawUtf8Value(obj).Length;
    }
}
