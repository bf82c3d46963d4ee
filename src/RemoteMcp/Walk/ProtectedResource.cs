using System.Text.Json;

namespace AgentStack.RemoteMcp.Walk;

/// <summary>A protected resource's metadata (RFC 9728): whose tokens it takes.</summary>
/// <param name="Issuers">Its <c>authorization_servers</c>.</param>
/// <param name="Scopes">Its <c>scopes_supported</c>.</param>
public sealed record ProtectedResource(IReadOnlyList<string> Issuers, IReadOnlyList<string> Scopes)
{
    private const int LargestDocument = 64 * 1024;

    /// <summary>Null when there is no such document: a server need not have one.</summary>
    internal static async Task<ProtectedResource?> ReadAsync(
        HttpClient http, Uri address, Deadline deadline, CancellationToken cancellationToken)
    {
        http.MaxResponseContentBufferSize = LargestDocument;
        try
        {
            var text = await deadline.RunAsync(token => http.GetStringAsync(address, token), cancellationToken);
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement) : null;
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException or JsonException or IOException)
        {
            return null;
        }
    }

    private static ProtectedResource Read(JsonElement document) =>
        new(Texts(document, "authorization_servers"), Texts(document, "scopes_supported"));

    private static IReadOnlyList<string> Texts(JsonElement document, string name) =>
        document.TryGetProperty(name, out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.ToString())]
            : [];
}
