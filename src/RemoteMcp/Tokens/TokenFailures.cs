using System.Net;
using AgentStack.RemoteMcp.Credentials;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>The token endpoint's refusals (RFC 6749 section 5.2) in an operator's words.</summary>
internal static class TokenFailures
{
    public const string InvalidClient = "invalid_client";
    public const string CheckIssuer = "Check that the issuer is up and not throttling; the next prompt tries again.";
    public const string CheckDiscovery =
        $"Check that the issuer is up and that the parameter {ParameterNames.DiscoveryUrl} is its"
        + " https://…/.well-known/openid-configuration address.";

    public const string CheckPool = "Check that the user pool has a domain.";

    public static (string Problem, string Remedy) Explain(HttpStatusCode status, string? error) => error switch
    {
        InvalidClient => (
            "The issuer refused the client (invalid_client).",
            $"Check the parameters {ParameterNames.ClientId} and {ParameterNames.Secret} against the app client:"
            + " a wrong or rotated secret looks like this."),
        "invalid_scope" => (
            "The issuer refused the scope (invalid_scope).",
            $"Ask only for scopes that the app client may have, as server/scope ({ParameterNames.Scope} or Scope)."),
        "unauthorized_client" => (
            "The client may not use client_credentials (unauthorized_client).",
            "Enable the client_credentials flow and at least one custom scope on the app client."),
        "invalid_request" or "invalid_grant" or "unsupported_grant_type" => (
            $"The issuer refused the request ({error}).",
            "Check that the app client has a secret and that its user pool has a domain."),
        _ => (
            $"The answer is no token (HTTP {(int)status}).",
            $"Check that {ParameterNames.DiscoveryUrl} belongs to an OAuth 2 issuer that gives machine tokens."),
    };
}
