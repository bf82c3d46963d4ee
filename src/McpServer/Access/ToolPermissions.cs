using System.Security.Claims;

namespace AgentStack.McpServer.Access;

/// <summary>
/// Which tools a caller may use. Whoever lists, finds or calls tools for a caller asks here, by the name that the tool
/// has in tools/list. Without rules everybody may use every tool.
/// </summary>
internal sealed class ToolPermissions(AccessOptions options)
{
    /// <summary>Whether two callers may see different tools.</summary>
    public bool DifferByCaller => options.ToolScopes.Count > 0;

    public bool Allows(HttpContext context, string tool) => MissingScopes(context, tool).Count == 0;

    public IReadOnlyList<string> MissingScopes(HttpContext context, string tool) => MissingScopes(context.User, tool);

    /// <summary>The scopes of the rules for the tool that the caller lacks; none when it may be used.</summary>
    public IReadOnlyList<string> MissingScopes(ClaimsPrincipal caller, string tool) =>
        DifferByCaller ? [.. ScopesOf(tool).Where(scope => !caller.HasClaim(Caller.Scope, scope))] : [];

    /// <summary>All scopes that the rules ask for, whether or not there is such a tool.</summary>
    public IReadOnlyList<string> ScopesOf(string tool) =>
        [.. options.ToolScopes.Where(rule => rule.Matches(tool)).SelectMany(rule => rule.Scopes).Distinct(StringComparer.Ordinal)];
}
