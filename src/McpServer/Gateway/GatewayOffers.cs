using System.Text.Json;
using AgentStack.McpServer.Gateway.Calls;
using AgentStack.McpServer.Gateway.Names;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol;

namespace AgentStack.McpServer.Gateway;

/// <summary>What the upstreams offer, as they listed it last.</summary>
internal sealed class GatewayOffers(Upstreams upstreams, UpstreamCalls calls, GatewaySettings settings) : IOfferSource
{
    /// <summary>How long a client may keep a list in which an upstream may be missing.</summary>
    private static readonly TimeSpan FreshnessInPart = TimeSpan.FromSeconds(5);

    private volatile MergedOffers? _merged;

    /// <summary>All of it at this moment, made anew only when something has changed.</summary>
    public MergedOffers Current
    {
        get
        {
            var version = upstreams.Version;
            if (_merged is { } merged && merged.Version == version)
                return merged;

            return _merged = new MergedOffers(upstreams.All, version);
        }
    }

    /// <summary>Whether the tools are found by search, and by name, but not listed.</summary>
    public bool IsOnDemand => settings.Current.IsOnDemand(Current.Tools.Count);

    public IReadOnlyList<IServedTool> Tools => IsOnDemand ? [] : Current.Tools;

    public IReadOnlyList<IServedTool> Callable => Current.Tools;

    public IReadOnlyList<IServedPrompt> Prompts => Current.Prompts;

    public IReadOnlyList<IServedResource> Resources => Current.Resources;

    public IReadOnlyList<IServedResource> Templates => Current.Templates;

    public TimeSpan Freshness => upstreams.All.All(upstream => upstream.IsConnected) ? OnePage.Freshness : FreshnessInPart;

    public IServedTool? FindTool(string name) => Current.FindTool(name);

    public IServedPrompt? FindPrompt(string name) => Current.FindPrompt(name);

    /// <summary>One that nobody lists is asked of the only upstream that has resources at all.</summary>
    public IServedResource? FindResource(string uri) => Current.FindResource(uri)
        ?? (OnlyOneWithResources() is { } only ? UpstreamResource.At(only, uri, calls) : null);

    public string? WhyMissing(string name) =>
        GatewayNames.UpstreamOf(name) is { } prefix
        && upstreams.All.FirstOrDefault(upstream => upstream.Name == prefix) is { Server: { Offers: null } server }
            ? NoAnswer.Text(prefix, server.Condition)
            : null;

    public Task SettledAsync(CancellationToken cancellationToken) => upstreams.SettledAsync(cancellationToken);

    // Just after the start it is not known yet who has some.
    private Upstream? OnlyOneWithResources()
    {
        Upstream[] some = [.. upstreams.All.Where(upstream => !upstream.Settled.IsCompleted || HasResources(upstream)).Take(2)];
        return some is [{ Settled.IsCompleted: true } only] ? only : null;
    }

    private static bool HasResources(Upstream upstream) =>
        upstream.Offers is { Resources.Count: > 0 } or { Templates.Count: > 0 }
        || (upstream.Server.Condition.Capabilities is { ValueKind: JsonValueKind.Object } capabilities
            && capabilities.TryGetProperty("resources", out _));
}
