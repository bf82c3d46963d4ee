using System.Security.Claims;
using AgentStack.McpServer.Offers;

namespace AgentStack.McpServer.Access;

/// <summary>
/// Which tools a caller may use. Whoever lists, finds or calls tools for a caller asks here, by all names that the tool
/// has: it needs the scopes of the rules for each. Without rules everybody may use every tool.
/// </summary>
internal sealed class ToolPermissions(AccessOptions options)
{
    /// <summary>Whether two callers may see different tools.</summary>
    public bool DifferByCaller => options.ToolScopes.Count > 0;

    public bool Allows(HttpContext context, IServedTool tool) => MissingScopes(context.User, tool.Names).Count == 0;

    /// <summary>The scopes of the rules for the tool that the caller lacks; none when it may be used.</summary>
    public IReadOnlyList<string> MissingScopes(ClaimsPrincipal caller, IReadOnlyList<string> names) =>
        DifferByCaller ? [.. ScopesOf(names).Where(scope => !caller.HasClaim(Caller.Scope, scope))] : [];

    /// <summary>All scopes that the rules ask for, whether or not there is such a tool.</summary>
    public IReadOnlyList<string> ScopesOf(IReadOnlyList<string> names) =>
    [
        .. options.ToolScopes.Where(rule => names.Any(rule.Matches)).SelectMany(rule => rule.Scopes).Distinct(StringComparer.Ordinal),
    ];
}
