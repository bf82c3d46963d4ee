using AgentStack.McpServer.Access;
using AgentStack.McpServer.Gateway.Names;
using AgentStack.McpServer.Offers;

namespace AgentStack.McpServer.Gateway;

/// <summary>
/// Warns of a rule of <c>Access:ToolScopes</c> that is for one tool, where there is no such tool: a slip of the pen leaves
/// the tool that was meant unguarded.
/// </summary>
internal sealed partial class ScopePatternCheck(
    AccessOptions access, OfferCatalog catalog, ILogger<ScopePatternCheck> logger, Upstreams? upstreams = null) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var rules = access.ToolScopes.Where(rule => !rule.Pattern.Contains('*', StringComparison.Ordinal));
        await Task.WhenAll(rules.Select(rule => CheckAsync(rule, stoppingToken)));
    }

    private async Task CheckAsync(ToolScopeRule rule, CancellationToken stoppingToken)
    {
        if (FindUpstream(rule) is { } upstream)
            await ListedAsync(upstream).WaitAsync(stoppingToken);

        if (catalog.FindTool(rule.Pattern) is null && !catalog.Callable.Any(tool => tool.Names.Any(rule.Matches)))
            Log.NoSuchTool(logger, rule.Pattern);
    }

    private Upstream? FindUpstream(ToolScopeRule rule) => upstreams?.All.FirstOrDefault(
        upstream => rule.Pattern.StartsWith(GatewayNames.PrefixOf(upstream.Name), StringComparison.OrdinalIgnoreCase));

    private static Task ListedAsync(Upstream upstream)
    {
        var listed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        upstream.Server.OffersListed += (_, _) => listed.TrySetResult();
        return upstream.Server.Offers is null ? listed.Task : Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Warning,
            "Access:ToolScopes has a rule for {Tool}, and no such tool is offered: if it is a slip of the pen, the tool that was meant is unguarded")]
        public static partial void NoSuchTool(ILogger logger, string tool);
    }
}
