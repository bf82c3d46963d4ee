using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentStack.Tests.Shared;

/// <summary>Signs requests as an AWS SDK does, written apart from the product so that the two check each other.</summary>
public sealed class SigV4TestSigner(string accessKeyId, string secretAccessKey, string region, TimeProvider clock)
{
    /// <summary>Adds the headers of the signature; the request needs an absolute address and its final content.</summary>
    public async Task SignAsync(HttpRequestMessage request, string service)
    {
        ArgumentNullException.ThrowIfNull(request);
        var address = request.RequestUri ?? throw new ArgumentException("The request has no address.", nameof(request));
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync();
        var time = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{region}/{service}/aws4_request";

        request.Headers.Host = address.Authority;
        request.Headers.TryAddWithoutValidation("X-Amz-Date", time);
        var headers = SignedHeaders(request);
        var names = string.Join(';', headers.Keys);
        var canonical = string.Join(
            '\n',
            request.Method.Method,
            string.Join('/', address.AbsolutePath.Split('/').Select(Uri.EscapeDataString)),
            string.Join('&', address.Query.TrimStart('?').Split('&').Where(pair => pair != "").Order(StringComparer.Ordinal)),
            string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n")),
            names,
            Hash(body));

        var key = Encoding.UTF8.GetBytes($"AWS4{secretAccessKey}");
        foreach (var part in scope.Split('/'))
            key = Mac(key, part);

        var signature = Convert.ToHexStringLower(Mac(key, $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}"));
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={accessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}");
    }

    private static SortedDictionary<string, string> SignedHeaders(HttpRequestMessage request)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
        {
            if (name.StartsWith("X-Amz", StringComparison.OrdinalIgnoreCase) || name is "Host" or "Content-Type")
                headers[name.ToLowerInvariant()] = string.Join(',', values);
        }

        return headers;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
