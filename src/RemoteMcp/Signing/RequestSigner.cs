using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;

namespace AgentStack.RemoteMcp.Signing;

/// <summary>
/// Signature version 4 in a request's headers:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
/// </summary>
public static class RequestSigner
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Date = "X-Amz-Date";
    private const string PayloadHash = "X-Amz-Content-Sha256";
    private const string SecurityToken = "X-Amz-Security-Token";

    public static void Sign(
        HttpRequestMessage request, ReadOnlySpan<byte> body, ImmutableCredentials credentials, string service, string region, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{region}/{service}/aws4_request";
        var payload = Hash(body);

        Set(request.Headers, Date, time);
        Set(request.Headers, PayloadHash, payload);
        if (credentials.UseToken)
            Set(request.Headers, SecurityToken, credentials.Token);

        var headers = SignedHeaders(request);
        var names = string.Join(';', headers.Keys);
        var canonical = string.Join(
            '\n',
            request.Method.Method,
            Path(request.RequestUri!),
            Query(request.RequestUri!),
            string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n")),
            names,
            payload);

        var text = string.Join('\n', Algorithm, time, scope, Hash(Encoding.UTF8.GetBytes(canonical)));
        var signature = Convert.ToHexStringLower(Mac(Key(credentials.SecretKey, scope), text));
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"{Algorithm} Credential={credentials.AccessKey}/{scope}, SignedHeaders={names}, Signature={signature}");
    }

    // What a proxy may change (User-Agent, Accept, lengths) is left out.
    private static SortedDictionary<string, string> SignedHeaders(HttpRequestMessage request)
    {
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = request.RequestUri!.Authority };
        var content = request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>();
        foreach (var (name, values) in request.Headers.Concat(content))
        {
            var key = name.ToLowerInvariant();
            if (key is "content-type" or "content-encoding" || key.StartsWith("x-am", StringComparison.Ordinal) || key.StartsWith("x-aws-", StringComparison.Ordinal))
                signed[key] = string.Join(',', values).Trim();
        }

        return signed;
    }

    private static string Path(Uri address) => string.Join('/', address.AbsolutePath.Split('/').Select(Uri.EscapeDataString));

    private static string Query(Uri address) => string.Join(
        '&', address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

    private static byte[] Key(string secret, string scope) =>
        scope.Split('/').Aggregate(Encoding.UTF8.GetBytes($"AWS4{secret}"), Mac);

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void Set(HttpRequestHeaders headers, string name, string value)
    {
        headers.Remove(name);
        headers.TryAddWithoutValidation(name, value);
    }
}
