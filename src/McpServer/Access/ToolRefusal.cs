using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol;

namespace AgentStack.McpServer.Access;

/// <summary>Says no to a call of a tool that the caller lacks a scope for: 403, and which scope, nothing else.</summary>
internal sealed class ToolRefusal(ToolPermissions permissions, Challenges challenges)
{
    /// <summary>Null when the caller may go on; to be asked first, since whether there is such a tool is not told.</summary>
    /// <param name="context">Of the caller.</param>
    /// <param name="names">The name that it was called by, and all others that the tool has, if there is one.</param>
    public RpcError? Check(HttpContext context, params IReadOnlyList<string> names)
    {
        var missing = permissions.MissingScopes(context.User, names);
        if (missing.Count == 0)
            return null;

        var required = context.Features.Get<IssuerOptions>()?.RequiredScopes ?? [];
        challenges.Write(
            context,
            AccessWire.InsufficientScope,
            scopes: [.. required.Concat(permissions.ScopesOf(names)).Distinct(StringComparer.Ordinal)]);
        return new RpcError(
            (McpErrorCode)AccessWire.InsufficientScopeCode,
            $"The token lacks the scope {string.Join(", ", missing)}",
            StatusCodes.Status403Forbidden,
            new JsonObject { ["missingScopes"] = new JsonArray([.. missing.Select(scope => JsonValue.Create(scope))]) });
    }
}
