using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AgentStack.LocalAws.Wire;

namespace AgentStack.LocalAws.Identity;

/// <summary>Signs users in by password or refresh token, and refuses them in Cognito's words.</summary>
internal sealed class UserSignIn(UserPool pool, TokenIssuer issuer, TimeProvider clock)
{
    private const int FreeAttempts = 5;
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly TimeSpan LongestLock = TimeSpan.FromMinutes(15);
    private static readonly AwsError WrongPassword = NotAuthorized("Incorrect username or password.");

    private readonly ConcurrentDictionary<string, (string ClientId, string User)> _refreshTokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset LockedUntil)> _failures = new(StringComparer.OrdinalIgnoreCase);

    public static AwsError Invalid(string message) => new(400, "InvalidParameterException", message);

    public (JsonObject? Answer, AwsError? Error) Judge(InitiateAuthRequest request)
    {
        if (pool.Find(request.ClientId) is not { } client)
            return Refused("ResourceNotFoundException", $"User pool client {request.ClientId} does not exist.");

        return request.Flow switch
        {
            "USER_PASSWORD_AUTH" => client.AllowsUserPassword
                ? SignIn(client, request)
                : (null, Invalid("USER_PASSWORD_AUTH flow not enabled for this client")),
            "REFRESH_TOKEN_AUTH" or "REFRESH_TOKEN" => Refresh(client, request),
            "ADMIN_NO_SRP_AUTH" or "ADMIN_USER_PASSWORD_AUTH" => (null, Invalid("Initiate Auth method not supported.")),
            var other => (null, Invalid($"{other} is not enabled for the client.")),
        };
    }

    private static (JsonObject? Answer, AwsError? Error) Refused(string code, string message) => (null, new AwsError(400, code, message));

    private static AwsError NotAuthorized(string message) => new(400, "NotAuthorizedException", message);

    private static AwsError? JudgeSecretHash(UserPoolClient client, InitiateAuthRequest request, string user)
    {
        var given = request.Parameter("SECRET_HASH");
        if (client.Secrets.Count == 0)
            return given is null ? null : NotAuthorized($"Client {client.Id} is not configured with a secret but SECRET_HASH was received");

        if (given is null)
            return NotAuthorized($"Client {client.Id} is configured with secret but SECRET_HASH was not received");

        return client.Secrets.Any(secret => SecretHash(secret, user, client.Id) == given)
            ? null
            : NotAuthorized($"Unable to verify secret hash for client {client.Id}");
    }

    private static string SecretHash(string secret, string user, string clientId) => Convert.ToBase64String(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(user + clientId)));

    private static (JsonObject? Answer, AwsError? Error) NewPasswordRequired(UserPoolUser user) => (
        new JsonObject
        {
            ["ChallengeName"] = "NEW_PASSWORD_REQUIRED",
            ["ChallengeParameters"] = new JsonObject
            {
                ["USER_ID_FOR_SRP"] = user.Name,
                ["requiredAttributes"] = "[]",
                ["userAttributes"] = "{}",
            },
            ["Session"] = RandomNumberGenerator.GetString(Characters, 64),
        },
        null);

    private (JsonObject? Answer, AwsError? Error) SignIn(UserPoolClient client, InitiateAuthRequest request)
    {
        if (request.Parameter("USERNAME") is not { } name)
            return (null, Invalid("Missing required parameter USERNAME"));

        if (request.Parameter("PASSWORD") is not { } password)
            return (null, Invalid("Missing required parameter PASSWORD"));

        if (JudgeSecretHash(client, request, name) is { } error)
            return (null, error);

        if (pool.FindUser(name) is not { } user)
            return pool.HidesUnknownUsers ? (null, WrongPassword) : Refused("UserNotFoundException", "User does not exist.");

        if (JudgePassword(user, password) is { } refusal)
            return (null, refusal);

        return user.Status switch
        {
            UserStatus.Disabled => (null, NotAuthorized("User is disabled.")),
            UserStatus.Unconfirmed => Refused("UserNotConfirmedException", "User is not confirmed."),
            UserStatus.ResetRequired => Refused("PasswordResetRequiredException", "Password reset required for the user"),
            UserStatus.ForceChangePassword => NewPasswordRequired(user),
            _ => (Tokens(client, user, withRefresh: true), null),
        };
    }

    // After five wrong ones a user is locked, for a second at first and twice as long each time.
    private AwsError? JudgePassword(UserPoolUser user, string password)
    {
        var now = clock.GetUtcNow();
        var (count, lockedUntil) = _failures.GetValueOrDefault(user.Name);
        if (now < lockedUntil)
            return NotAuthorized("Password attempts exceeded");

        if (user.Password == password)
        {
            _failures.TryRemove(user.Name, out _);
            return null;
        }

        count++;
        var pause = count < FreeAttempts ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Math.Pow(2, count - FreeAttempts), LongestLock.TotalSeconds));
        _failures[user.Name] = (count, now + pause);
        return WrongPassword;
    }

    private (JsonObject? Answer, AwsError? Error) Refresh(UserPoolClient client, InitiateAuthRequest request)
    {
        if (request.Parameter("REFRESH_TOKEN") is not { } token)
            return (null, Invalid("Missing required parameter REFRESH_TOKEN"));

        if (!_refreshTokens.TryGetValue(token, out var owner) || owner.ClientId != client.Id || pool.FindUser(owner.User) is not { } user)
            return (null, NotAuthorized("Invalid Refresh Token"));

        if (JudgeSecretHash(client, request, user.Name) is { } error)
            return (null, error);

        return user.Status == UserStatus.Disabled
            ? (null, NotAuthorized("User is disabled."))
            : (Tokens(client, user, withRefresh: false), null);
    }

    private JsonObject Tokens(UserPoolClient client, UserPoolUser user, bool withRefresh)
    {
        var (access, id) = issuer.IssueForUser(client.Id, user);
        var result = new JsonObject
        {
            ["AccessToken"] = access,
            ["ExpiresIn"] = (int)pool.TokenLifetime.TotalSeconds,
            ["IdToken"] = id,
            ["TokenType"] = "Bearer",
        };
        if (withRefresh)
        {
            var refresh = string.Join('.', Enumerable.Range(0, 5).Select(_ => RandomNumberGenerator.GetString(Characters, 43)));
            _refreshTokens[refresh] = (client.Id, user.Name);
            result["RefreshToken"] = refresh;
        }

        return new JsonObject { ["AuthenticationResult"] = result, ["ChallengeParameters"] = new JsonObject() };
    }
}
