using System.Text.Json;
using System.Text.RegularExpressions;
using AgentStack.LocalAws.Wire;

namespace AgentStack.LocalAws.Identity;

/// <summary>What a caller of InitiateAuth says, held to the service model.</summary>
internal sealed partial record InitiateAuthRequest(string Flow, string ClientId, IReadOnlyDictionary<string, string> Parameters)
{
    private const int LongestClientId = 128;

    private static readonly string[] Flows =
    [
        "USER_SRP_AUTH", "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN", "CUSTOM_AUTH", "ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH",
        "ADMIN_USER_PASSWORD_AUTH", "USER_AUTH",
    ];

    public override string ToString() => $"{Flow} by {ClientId}";

    public string? Parameter(string name) => Parameters.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The request, or what is wrong with it.</summary>
    public static (InitiateAuthRequest? Request, AwsError? Error) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !TryText(root, "AuthFlow", out var flow) || !TryText(root, "ClientId", out var client)
            || !TryMap(root, "AuthParameters", out var parameters))
        {
            return (null, new AwsError(400, "SerializationException", "The request is not of the model's types."));
        }

        string?[] problems =
        [
            flow is null ? Constraint("authFlow", "Member must not be null")
            : Flows.Contains(flow) ? null : Constraint("authFlow", $"Member must satisfy enum value set: [{string.Join(", ", Flows)}]"),
            client is null ? Constraint("clientId", "Member must not be null")
            : client.Length is 0 or > LongestClientId ? Constraint("clientId", $"Member must have length between 1 and {LongestClientId}")
            : ClientIdShape().IsMatch(client) ? null : Constraint("clientId", "Member must satisfy regular expression pattern: [\\w+]+"),
        ];
        var found = problems.OfType<string>().ToArray();
        return found.Length == 0
            ? (new InitiateAuthRequest(flow!, client!, parameters), null)
            : (null, UserSignIn.Invalid($"{found.Length} validation error{(found.Length > 1 ? "s" : "")} detected: {string.Join("; ", found)}"));
    }

    private static string Constraint(string member, string rule) => $"Value at '{member}' failed to satisfy constraint: {rule}";

    private static bool TryText(JsonElement root, string name, out string? text)
    {
        text = null;
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return true;

        text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is not null;
    }

    private static bool TryMap(JsonElement root, string name, out Dictionary<string, string> map)
    {
        map = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return true;

        if (value.ValueKind != JsonValueKind.Object)
            return false;

        foreach (var pair in value.EnumerateObject())
        {
            if (pair.Value.ValueKind != JsonValueKind.String)
                return false;

            map[pair.Name] = pair.Value.GetString()!;
        }

        return true;
    }

    [GeneratedRegex(@"^[\w+]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ClientIdShape();
}
