using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace AgentStack.RemoteMcp.Walk;

/// <summary>A protected resource's metadata (RFC 9728): whose tokens it takes.</summary>
/// <param name="Issuers">Its <c>authorization_servers</c>.</param>
/// <param name="Scopes">Its <c>scopes_supported</c>.</param>
public sealed record ProtectedResource(IReadOnlyList<string> Issuers, IReadOnlyList<string> Scopes)
{
    private const int LargestDocument = 64 * 1024;

    private static readonly IPNetwork[] NotPublic =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("224.0.0.0/3"),
    ];

    /// <summary>
    /// Whether the document is asked for: a server may point to itself and to public hosts, and not into the network that
    /// this process stands in.
    /// </summary>
    internal static bool IsFollowed(Uri address, Uri server) =>
        Origin(address) == Origin(server)
        || (address.Scheme == Uri.UriSchemeHttps && !address.IsLoopback
            && !(IPAddress.TryParse(address.DnsSafeHost, out var literal) && !IsPublic(literal)));

    private static string Origin(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return !(address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal || address.IsIPv6Multicast);

        return !Array.Exists(NotPublic, network => network.Contains(address));
    }

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
