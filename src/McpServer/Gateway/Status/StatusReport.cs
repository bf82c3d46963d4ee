using System.Security.Claims;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway.Status;

/// <summary>Puts together how it stands with the upstreams; asks none of them.</summary>
internal sealed class StatusReport(
    Upstreams upstreams, GatewayOffers offers, GatewaySettings settings, LeftOutRights rights, TimeProvider clock)
{
    private const int LongestName = 64;
    private const int LongestWords = 500;

    /// <param name="caller">Who is told.</param>
    public GatewayStatus Now(ClaimsPrincipal caller)
    {
        var all = upstreams.All;
        List<string> missing = [.. all.Where(IsMissing).Select(upstream => upstream.Name)];
        return new GatewayStatus(
            clock.GetUtcNow(),
            missing.Count == 0,
            missing,
            offers.IsOnDemand,
            settings.RefusedAt,
            [.. all.Select(upstream => Describe(upstream, rights.MayCallAll(caller, upstream.Name)))]);
    }

    private static bool IsMissing(Upstream upstream) =>
        upstream.Options.Required && upstream.Server.Condition.State != ConnectionState.Connected;

    private IEnumerable<LeftOutStatus> LeftOut(Upstream upstream, Func<string?, string?> show) =>
    [
        .. (upstream.Server.Listing?.LeftOut ?? []).Where(tool => !tool.IsBySettings).Select(tool => new LeftOutStatus(show(tool.Name), show(tool.Reason)!)),
        .. (upstream.Server.Offers?.Problems ?? []).Select(problem => new LeftOutStatus(null, show(problem)!)),
        .. offers.Current.LeftOut.Where(resource => resource.Upstream == upstream.Name)
            .Select(resource => new LeftOutStatus(show(resource.Uri), show(resource.Reason)!)),
    ];

    private UpstreamStatus Describe(Upstream upstream, bool isToldAll)
    {
        var condition = upstream.Server.Condition;
        var listing = upstream.Server.Listing;
        var secrets = upstream.Server.Secrets;
        return new UpstreamStatus(
            upstream.Name,
            condition.State.ToString().ToLowerInvariant(),
            condition.Since,
            condition.Cause is { } cause ? $"{cause.Problem} {cause.Remedy}" : null,
            condition.RetryAt,
            upstream.Options.Required,
            Show(condition.NegotiatedProtocol, LongestName),
            Show(condition.ServerName, LongestName),
            Show(condition.ServerVersion, LongestName),
            listing?.At,
            upstream.Offers.Tools.Count,
            upstream.Offers.Prompts.Count,
            upstream.Offers.Resources.Count,
            upstream.Offers.Templates.Count,
            upstream.Server.Listing?.LeftOut.Count(tool => tool.IsBySettings) ?? 0,
            isToldAll ? [.. LeftOut(upstream, words => Show(words, LongestWords))] : [],
            CallsStatus.Of(upstream.Traffic));

        // What an upstream writes may be anything, also what it was sent.
        string? Show(string? said, int longest) => said is null ? null : ServerWords.Of(said, secrets, longest);
    }
}
