using System.Buffers.Text;
using System.Text.Json;
using AgentStack.Agent.Invocations;
using Microsoft.Net.Http.Headers;

namespace AgentStack.Agent.Tools.Policy;

/// <summary>
/// Claims of a caller's token. AgentCore has verified it before it passes it on, and passes it on only where the
/// runtime has a JWT authorizer.
/// </summary>
internal static class CallerClaims
{
    private const string Scheme = "Bearer ";

    /// <summary>All values of the claim: one, those of a list, or the words of <c>scope</c>. None of a token that is none.</summary>
    public static IReadOnlyList<string> Read(Caller caller, string claim)
    {
        if (!caller.Headers.TryGetValue(HeaderNames.Authorization, out var header)
            || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || header.Split('.') is not [_, var payload, _])
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(claim, out var value)
                ? [.. Texts(value)]
                : [];
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            // The last is what half a surrogate pair in a string, or in a name, comes to.
            return [];
        }
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { } text => [text, .. text.Split(' ')],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [value.GetRawText()],
        _ => [],
    };
}
