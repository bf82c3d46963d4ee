using AgentStack.LocalAws.Signing;
using AgentStack.LocalAws.Wire;
using AgentStack.Oidc;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.AgentCore;

/// <summary>Lets a call in as its runtime is configured: by signature or by token, never by the other one.</summary>
internal sealed class InvocationAuthorizer(SignatureVerifier signatures, TokenVerifiers tokens)
{
    public const string SigningName = "bedrock-agentcore";

    private const string BearerPrefix = "Bearer ";

    private static readonly AwsError WrongMethod = Denied(
        "Authorization method mismatch. The agent is configured for a different authorization method than what was used in "
        + "your request. Check the agent's authorization configuration and ensure your request uses the matching method "
        + "(OAuth or SigV4)");

    public Task<AwsError?> JudgeAsync(Invocation invocation) => invocation.Runtime.Authorizer is { } authorizer
        ? JudgeTokenAsync(invocation, authorizer)
        : JudgeSignatureAsync(invocation.Context.Request);

    private static AwsError Denied(string message) => new(403, "AccessDeniedException", message);

    private static AwsError Unauthorized(Invocation invocation, string message)
    {
        invocation.Context.Response.Headers.WWWAuthenticate =
            $"Bearer resource_metadata=\"{ResourceMetadata.Address(invocation)}\"";
        return new AwsError(401, "UnauthorizedException", message);
    }

    private async Task<AwsError?> JudgeSignatureAsync(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
            return WrongMethod;

        if (await signatures.VerifyAsync(request, SigningName) is not { } refusal)
            return null;

        return refusal == SignatureRefusal.Missing
            ? Denied(refusal.Message)
            : new AwsError(403, refusal.Code, refusal.Message);
    }

    private async Task<AwsError?> JudgeTokenAsync(Invocation invocation, JwtAuthorizer authorizer)
    {
        var header = invocation.Context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(SignedAuthorization.Scheme, StringComparison.Ordinal))
            return WrongMethod;

        if (!header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
            return Unauthorized(invocation, "Missing Authentication Token");

        var text = header[BearerPrefix.Length..].Trim();
        var result = await tokens.VerifyAsync(authorizer.DiscoveryUrl, text, invocation.Aborted);
        if (result.IssuerUnavailable)
            return new AwsError(500, "InternalServerException", result.Refusal ?? "The token's issuer cannot be asked.");

        return result.Token is { } token
            ? JudgeClaims(token, authorizer)
            : Unauthorized(invocation, $"OAuth authorization failed: {result.Refusal}");
    }

    private static AwsError? JudgeClaims(AccessToken token, JwtAuthorizer authorizer)
    {
        if (authorizer.AllowedAudience.Count > 0 && !authorizer.AllowedAudience.Any(token.Audience.Contains))
            return Denied("OAuth authorization failed: Claim 'aud' value mismatch with configuration.");

        if (authorizer.AllowedClients.Count > 0 && !authorizer.AllowedClients.Contains(token.ClientId))
            return Denied("OAuth authorization failed: Claim 'client_id' value mismatch with configuration.");

        return authorizer.AllowedScopes.Count > 0 && !authorizer.AllowedScopes.Any(token.Scopes.Contains)
            ? Denied("OAuth authorization failed: Claim 'scope' value mismatch with configuration.")
            : null;
    }
}
