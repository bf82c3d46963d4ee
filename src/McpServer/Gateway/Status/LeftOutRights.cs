using System.Security.Claims;
using AgentStack.McpServer.Access;
using AgentStack.McpServer.Gateway.Names;

namespace AgentStack.McpServer.Gateway.Status;

/// <summary>Who is told what an upstream has and the gateway does not offer: the name alone may be what nobody may know.</summary>
internal sealed class LeftOutRights(AccessOptions access)
{
    /// <summary>Whether the caller has all scopes that any tool of the upstream could ask for.</summary>
    public bool MayCallAll(ClaimsPrincipal caller, string upstream) => access.ToolScopes
        .Where(rule => rule.MayMatch(GatewayNames.PrefixOf(upstream)))
        .SelectMany(rule => rule.Scopes)
        .All(scope => caller.HasClaim(Caller.Scope, scope));
}
