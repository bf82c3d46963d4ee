using AgentStack.McpServer.Logging;
using AgentStack.Oidc;

namespace AgentStack.McpServer.Access;

/// <summary>Lets a request pass when its token is a trusted issuer's, of an allowed client, with the scopes.</summary>
internal sealed partial class AccessCheck(
    RequestDelegate next, TrustedIssuers issuers, Challenges challenges, ILogger<AccessCheck> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        var (token, problem) = BearerCredentials.Of(context.Request);
        if (token is not null)
            return JudgeAsync(context, token);

        if (problem is not null)
        {
            challenges.Write(context, AccessWire.InvalidRequest, problem);
            return RefuseAsync(context, 400, AccessWire.InvalidRequest, problem);
        }

        challenges.Write(context);
        return RefuseAsync(context, 401, AccessWire.InvalidToken, "An access token is needed: Authorization: Bearer TOKEN");
    }

    private async Task JudgeAsync(HttpContext context, string token)
    {
        if (issuers.Find(token) is not { } issuer)
        {
            await RejectAsync(context, "The token is from no issuer that is trusted here", challenges.CommonScopes);
            return;
        }

        var result = await issuer.Verifier.VerifyAsync(token, context.RequestAborted);
        if (result.Token is { } accessToken)
            await AdmitAsync(context, issuer, accessToken);
        else if (result.IssuerUnavailable)
            await DeferAsync(context, result.Refusal!);
        else
            await RejectAsync(context, result.Refusal!, issuer.Options.RequiredScopes);
    }

    private Task AdmitAsync(HttpContext context, TrustedIssuer trusted, AccessToken token)
    {
        var issuer = trusted.Options;
        if (trusted.IsFirstUncheckedAudience(token))
            Log.AudienceUnchecked(logger, token.Issuer, $"{issuer.Section}:{nameof(issuer.Audience)}");

        if (!issuer.AllowedClients.Contains(token.ClientId, StringComparer.Ordinal))
            return RejectAsync(context, "The token's client may not call this server", issuer.RequiredScopes);

        RequestSummary.Of(context).ClientId = token.ClientId;
        if (issuer.RequiredScopes.FirstOrDefault(scope => !token.Scopes.Contains(scope)) is { } lacking)
        {
            challenges.Write(context, AccessWire.InsufficientScope, scopes: issuer.RequiredScopes);
            return RefuseAsync(context, 403, AccessWire.InsufficientScope, $"The token lacks the scope {lacking}");
        }

        context.User = Caller.Of(token);
        context.Features.Set(issuer);
        context.Features.Set(token);
        return next(context);
    }

    private Task RejectAsync(HttpContext context, string reason, IReadOnlyList<string> scopes)
    {
        Log.Rejected(logger, reason, context.TraceIdentifier);
        challenges.Write(context, AccessWire.InvalidToken, reason, scopes);
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
            "The token could not be checked: its issuer's keys cannot be read now. Try again; "
            + "the operator finds the cause in the log");
    }

    private static Task RefuseAsync(HttpContext context, int status, string error, string description)
    {
        RequestSummary.Of(context).Tell(error);
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new AccessDenied(error, description), AccessJson.Default.AccessDenied, cancellationToken: context.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A token was refused in request {RequestId}: {Reason}")]
        public static partial void Rejected(ILogger logger, string reason, string requestId);

        [LoggerMessage(2, LogLevel.Error, "A token could not be checked in request {RequestId}: {Reason}")]
        public static partial void IssuerUnavailable(ILogger logger, string reason, string requestId);

        [LoggerMessage(
            3,
            LogLevel.Warning,
            "Tokens of {Issuer} name an audience, which nobody checks: those for other services are taken here too. "
            + "Set {Setting} to this server's")]
        public static partial void AudienceUnchecked(ILogger logger, string issuer, string setting);
    }
}
