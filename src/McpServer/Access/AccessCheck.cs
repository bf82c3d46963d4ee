using System.Security.Claims;
using AgentStack.McpServer.Logging;
using AgentStack.Oidc;

namespace AgentStack.McpServer.Access;

/// <summary>Lets a request to /mcp pass when its bearer token is the issuer's, of an allowed client, with the scopes.</summary>
internal sealed partial class AccessCheck(
    RequestDelegate next,
    AccessOptions options,
    AccessTokenVerifier verifier,
    ResourceMetadataEndpoint metadata,
    ILogger<AccessCheck> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (BearerToken(context.Request) is not { } token)
        {
            Challenge(context, null);
            await RefuseAsync(context, 401, AccessWire.InvalidToken, "An access token is needed: Authorization: Bearer TOKEN");
            return;
        }

        var result = await verifier.VerifyAsync(token, context.RequestAborted);
        if (result.Token is { } accessToken)
            await AdmitAsync(context, accessToken);
        else if (result.IssuerUnavailable)
            await DeferAsync(context, result.Refusal!);
        else
            await RejectAsync(context, result.Refusal!);
    }

    private async Task AdmitAsync(HttpContext context, AccessToken token)
    {
        if (!options.AllowedClients.Contains(token.ClientId, StringComparer.Ordinal))
        {
            await RejectAsync(context, "The token's client may not call this server");
            return;
        }

        RequestSummary.Of(context).ClientId = token.ClientId;
        if (options.RequiredScopes.FirstOrDefault(scope => !token.Scopes.Contains(scope)) is { } lacking)
        {
            Challenge(context, AccessWire.InsufficientScope);
            await RefuseAsync(context, 403, AccessWire.InsufficientScope, $"The token lacks the scope {lacking}");
            return;
        }

        context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("client_id", token.ClientId)], AccessWire.Scheme));
        await next(context);
    }

    private Task RejectAsync(HttpContext context, string reason)
    {
        Log.Rejected(logger, reason, context.TraceIdentifier);
        Challenge(context, AccessWire.InvalidToken, reason);
        return RefuseAsync(context, 401, AccessWire.InvalidToken, reason);
    }

    private Task DeferAsync(HttpContext context, string reason)
    {
        Log.IssuerUnavailable(logger, reason, context.TraceIdentifier);
        context.Response.Headers.RetryAfter = "5";
        return RefuseAsync(
            context,
            503,
            AccessWire.TemporarilyUnavailable,
            "The token could not be checked: its issuer's keys cannot be read now. Try again; the operator finds the cause in the log");
    }

    private void Challenge(HttpContext context, string? error, string? description = null)
    {
        var challenge = $"{AccessWire.Scheme} resource_metadata=\"{metadata.AddressFor(context.Request)}\"";
        if (error is not null)
            challenge += $", error=\"{error}\"";

        if (description is not null)
            challenge += $", error_description=\"{description}\"";

        if (options.RequiredScopes.Count > 0)
            challenge += $", scope=\"{string.Join(' ', options.RequiredScopes)}\"";

        context.Response.Headers.WWWAuthenticate = challenge;
    }

    private static Task RefuseAsync(HttpContext context, int status, string error, string description)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new AccessDenied(error, description), AccessJson.Default.AccessDenied, cancellationToken: context.RequestAborted);
    }

    private static string? BearerToken(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header])
            return null;

        var space = header.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && header[..space].Equals(AccessWire.Scheme, StringComparison.OrdinalIgnoreCase)
            && header[space..].Trim() is { Length: > 0 } token ? token : null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A token was refused in request {RequestId}: {Reason}")]
        public static partial void Rejected(ILogger logger, string reason, string requestId);

        [LoggerMessage(2, LogLevel.Error, "A token could not be checked in request {RequestId}: {Reason}")]
        public static partial void IssuerUnavailable(ILogger logger, string reason, string requestId);
    }
}
