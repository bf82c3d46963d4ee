using AgentStack.RemoteMcp.Credentials;

namespace AgentStack.RemoteMcp.Tokens.Cognito;

/// <summary>What Cognito answers instead of a token, in an operator's words. Its own messages are read and not repeated.</summary>
internal static class CognitoFailures
{
    public const string NotAuthorized = "NotAuthorizedException";

    private const string UserParameters = $"{ParameterNames.UserName} and {ParameterNames.UserPassword}";

    private const string ResetPassword =
        "Set a permanent one: aws cognito-idp admin-set-user-password --permanent --user-pool-id … --username … --password …";

    public static (string Code, string Problem, string Remedy) Explain(int status, InitiateAuthReply? reply) => reply?.Error switch
    {
        NotAuthorized => NotAllowed(reply.Message ?? ""),
        "UserNotFoundException" and var code => (
            code, "The user pool has no such user (UserNotFoundException).", $"Check {ParameterNames.UserName}, and that the pool is the right one."),
        "UserNotConfirmedException" and var code => (
            code,
            "The user has not been confirmed (UserNotConfirmedException).",
            "Confirm it: aws cognito-idp admin-confirm-sign-up --user-pool-id … --username …"),
        "PasswordResetRequiredException" and var code => (
            code, "The user's password must be reset (PasswordResetRequiredException).", ResetPassword),
        "ResourceNotFoundException" and var code => (
            code,
            "The user pool has no such app client (ResourceNotFoundException).",
            $"Check {ParameterNames.ClientId}, and the region and pool in {ParameterNames.DiscoveryUrl}."),
        "InvalidParameterException" and var code => Invalid(code, reply.Message ?? ""),
        _ => reply?.ChallengeName is { } challenge ? Challenged(challenge) : (
            TokenFailures.NoTokenEndpoint,
            $"The answer is no token (HTTP {status}).",
            $"Check that {ParameterNames.DiscoveryUrl} is that of a Cognito user pool."),
    };

    private static (string Code, string Problem, string Remedy) NotAllowed(string message) =>
        IsAboutSecret(message) ? (
            NotAuthorized,
            "The app client's secret is wrong or missing (NotAuthorizedException).",
            $"Check {ParameterNames.Secret}; an app client without a secret needs none.")
        : message.Contains("attempts exceeded", StringComparison.OrdinalIgnoreCase) ? (
            NotAuthorized,
            "Cognito has locked the user for a while, after too many wrong passwords (NotAuthorizedException).",
            $"Wait some minutes, and check {UserParameters}.")
        : message.Contains("disabled", StringComparison.OrdinalIgnoreCase) ? (
            NotAuthorized,
            "The user is disabled (NotAuthorizedException).",
            "Enable it: aws cognito-idp admin-enable-user --user-pool-id … --username …")
        : (
            NotAuthorized,
            "The user name or the password is wrong (NotAuthorizedException).",
            $"Check {UserParameters}; a password that an administrator gave may have run out.");

    // Said as "secret hash", "SecretHash" and "SECRET_HASH".
    private static bool IsAboutSecret(string message) =>
        message.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal)
            .Contains("secrethash", StringComparison.OrdinalIgnoreCase);

    private static (string Code, string Problem, string Remedy) Invalid(string code, string message) =>
        message.Contains("flow", StringComparison.OrdinalIgnoreCase) ? (
            code,
            "The app client does not allow USER_PASSWORD_AUTH (InvalidParameterException).",
            "Add ALLOW_USER_PASSWORD_AUTH to its ExplicitAuthFlows, or use Auth=M2M.")
        : (code, "Cognito refused the request (InvalidParameterException).", $"Check {ParameterNames.ClientId} and {UserParameters}.");

    private static (string Code, string Problem, string Remedy) Challenged(string challenge) => challenge switch
    {
        "NEW_PASSWORD_REQUIRED" => (
            challenge, "The user must choose a new password first (NEW_PASSWORD_REQUIRED).", ResetPassword),
        "SMS_MFA" or "EMAIL_OTP" or "SOFTWARE_TOKEN_MFA" or "SELECT_MFA_TYPE" or "MFA_SETUP" or "SMS_OTP" => (
            challenge, $"The user signs in with a second factor ({challenge}), which nobody is here to give.", "Use a user without it, or Auth=M2M."),
        _ => ("challenge", "Cognito asks the user something more, which nobody is here to answer.", "Use a user that signs in by password alone, or Auth=M2M."),
    };
}
