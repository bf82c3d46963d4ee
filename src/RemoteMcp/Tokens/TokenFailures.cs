using System.Net;
using AgentStack.RemoteMcp.Credentials;
using AgentStack.RemoteMcp.Tokens.Cognito;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>The token endpoint's refusals (RFC 6749 section 5.2) in an operator's words. Only errors of that list are repeated.</summary>
internal static class TokenFailures
{
    public const string InvalidClient = "invalid_client";

    /// <summary>No connection, or no answer on it.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>An answer that no token endpoint gives: what is there is something else.</summary>
    public const string NoTokenEndpoint = "no_token_endpoint";

    public const string CheckIssuer = "Check that the issuer is up and not throttling; the next prompt tries again.";
    public const string CheckDiscovery =
        $"Check that the issuer is up and that the parameter {ParameterNames.DiscoveryUrl} is its"
        + " https://…/.well-known/openid-configuration address.";

    public const string CheckPool = "Check that the user pool has a domain.";

    private static readonly string[] Refusals =
    [
        InvalidClient, "unauthorized_client", "invalid_scope", "invalid_target", "invalid_grant", "unsupported_grant_type",
        CognitoFailures.NotAuthorized, "UserNotFoundException", "UserNotConfirmedException", "PasswordResetRequiredException",
        "ResourceNotFoundException", "InvalidParameterException",
    ];

    /// <summary>Whether the issuer answered that this client, user or scope gets no token: asking again changes nothing.</summary>
    public static bool IsRefusal(RemoteMcpException failure) =>
        failure is { Step: ConnectionStep.Token, Code: { } code } && Refusals.Contains(code);

    /// <summary>Whether the endpoint may be elsewhere by now, which the discovery document would say.</summary>
    public static bool MayHaveMoved(RemoteMcpException failure) => failure.Code is Unreachable or NoTokenEndpoint;

    public static (string Code, string Problem, string Remedy) Explain(HttpStatusCode status, string? error) => error switch
    {
        InvalidClient => (
            InvalidClient,
            "The issuer refused the client (invalid_client).",
            $"Check the parameters {ParameterNames.ClientId} and {ParameterNames.Secret} against the app client:"
            + " a wrong or rotated secret looks like this."),
        "invalid_scope" => (
            error,
            "The issuer refused the scope (invalid_scope).",
            $"Ask only for scopes that the app client may have, as server/scope ({ParameterNames.Scope} or Scope)."),
        "invalid_target" => (
            error,
            "The issuer refused the audience (invalid_target).",
            "Check Resource against what the issuer knows; Cognito's own domain wants none."),
        "unauthorized_client" => (
            error,
            "The client may not use client_credentials (unauthorized_client).",
            "Enable the client_credentials flow and at least one custom scope on the app client."),
        "invalid_request" or "invalid_grant" or "unsupported_grant_type" => (
            error,
            $"The issuer refused the request ({error}).",
            "Check that the app client has a secret and that its user pool has a domain."),
        _ => Explain(status),
    };

    private static (string Code, string Problem, string Remedy) Explain(HttpStatusCode status) => (int)status switch
    {
        401 => (
            InvalidClient,
            "The issuer refused the client (HTTP 401).",
            $"Check the parameters {ParameterNames.ClientId} and {ParameterNames.Secret} against the app client."),
        >= 300 and < 400 => (
            NoTokenEndpoint,
            $"The answer leads elsewhere (HTTP {(int)status}), where a secret is not sent.",
            $"Check that {ParameterNames.DiscoveryUrl} names the issuer by its own address."),
        var other => (
            NoTokenEndpoint,
            $"The answer is no token (HTTP {other}).",
            $"Check that {ParameterNames.DiscoveryUrl} belongs to an OAuth 2 issuer that gives machine tokens."),
    };
}
