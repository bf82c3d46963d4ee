using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace AgentStack.LocalAws.Identity;

/// <summary>A user pool: app clients that get access tokens by client credentials, and users who sign in by password.</summary>
public sealed class UserPool : IDisposable
{
    private const int MaximumSecrets = 2;
    private const string IdCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly ConcurrentDictionary<string, UserPoolClient> _clients = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, UserPoolUser> _users = new(StringComparer.OrdinalIgnoreCase);
    private volatile SigningKey _key = new();
    private int _tokensIssued;

    internal UserPool(string region) => Id = $"{region}_{RandomNumberGenerator.GetString(IdCharacters, 9)}";

    /// <summary>The pool's id, such as <c>us-east-1_AbCdEf123</c>; a new one at each start.</summary>
    public string Id { get; }

    /// <summary>The <c>iss</c> of its tokens, to the letter.</summary>
    public string Issuer => new Uri(Origin, Id).AbsoluteUri;

    public Uri DiscoveryUrl => new($"{Issuer}/.well-known/openid-configuration");

    public Uri TokenEndpoint => new(Origin, IdentityPaths.Token);

    /// <summary>How long tokens are good for that are issued from now on; an hour at first.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Access tokens, for machines and for users.</summary>
    public int TokensIssued => _tokensIssued;

    /// <summary>Whether an unknown user is told apart from a wrong password; <c>PreventUserExistenceErrors</c> of the app clients.</summary>
    public bool HidesUnknownUsers { get; set; }

    internal SigningKey Key => _key;

    /// <summary>Where the server listens; set once it does.</summary>
    internal Uri Origin { get; set; } = new("http://127.0.0.1/");

    /// <summary>Adds an app client, or replaces the one of that id. Scopes are <c>server/scope</c>.</summary>
    public void AddClient(string id, string secret, params IEnumerable<string> scopes) =>
        _clients[id] = new UserPoolClient(id, [secret], [.. scopes]);

    public void RemoveClient(string id) => _clients.TryRemove(id, out _);

    /// <summary>Lets users sign in by password through this client (<c>ALLOW_USER_PASSWORD_AUTH</c>). A client without a secret is added.</summary>
    public void AllowUserPassword(string clientId) =>
        _clients.AddOrUpdate(
            clientId,
            id => new UserPoolClient(id, [], []) { AllowsUserPassword = true },
            (_, client) => client with { AllowsUserPassword = true });

    /// <summary>Adds a user, or replaces the one of that name.</summary>
    public void AddUser(string name, string password, UserStatus status = UserStatus.Confirmed) =>
        _users[name] = new UserPoolUser(name, password, status);

    /// <summary>Makes a second secret live beside the first.</summary>
    /// <exception cref="InvalidOperationException">The client already has two.</exception>
    public void AddSecret(string id, string secret) =>
        Change(id, client => client.Secrets.Count < MaximumSecrets
            ? client with { Secrets = [.. client.Secrets, secret] }
            : throw new InvalidOperationException($"App client {id} has two live secrets; remove one of them first."));

    public void RemoveSecret(string id, string secret) =>
        Change(id, client => client with { Secrets = [.. client.Secrets.Where(live => live != secret)] });

    /// <summary>Makes this the only live secret.</summary>
    public void RotateSecret(string id, string secret) => Change(id, client => client with { Secrets = [secret] });

    /// <summary>Signs with a fresh key from now on; the old one leaves the JWKS, and its tokens are no longer good.</summary>
    public void RotateSigningKey() => _key = new SigningKey();

    public void Dispose() => _key.Dispose();

    internal UserPoolClient? Find(string id) => _clients.GetValueOrDefault(id);

    internal UserPoolUser? FindUser(string name) => _users.GetValueOrDefault(name);

    internal void CountToken() => Interlocked.Increment(ref _tokensIssued);

    private void Change(string id, Func<UserPoolClient, UserPoolClient> change) =>
        _clients.AddOrUpdate(
            id,
            _ => throw new KeyNotFoundException($"The user pool has no app client {id}; add it first."),
            (_, client) => change(client));
}
