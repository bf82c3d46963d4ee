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
    private const string Authorization = "Authorization";
    private const string Date = "X-Amz-Date";
    private const string PayloadHash = "X-Amz-Content-Sha256";
    private const string SecurityToken = "X-Amz-Security-Token";

    /// <summary>Puts the signature on the request, in place of one that it bears already.</summary>
    public static void Sign(
        HttpRequestMessage request, ReadOnlySpan<byte> body, ImmutableCredentials credentials, string service, string region, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{region}/{service}/aws4_request";
        var payload = Hash(body);

        Set(request.Headers, Date, time);
        Set(request.Headers, PayloadHash, payload);
        Set(request.Headers, SecurityToken, credentials.UseToken ? credentials.Token : null);

        var headers = SignedHeaders(request);
        var names = string.Join(';', headers.Keys);
        var canonical = string.Join(
            '\n',
            request.Method.Method,
            CanonicalAddress.Path(request.RequestUri!),
            CanonicalAddress.Query(request.RequestUri!),
            string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n")),
            names,
            payload);

        var text = string.Join('\n', Algorithm, time, scope, Hash(Encoding.UTF8.GetBytes(canonical)));
        var signature = Convert.ToHexStringLower(Mac(Key(credentials.SecretKey, scope), text));
        Set(
            request.Headers,
            Authorization,
            $"{Algorithm} Credential={credentials.AccessKey}/{scope}, SignedHeaders={names}, Signature={signature}");
    }

    private static SortedDictionary<string, string> SignedHeaders(HttpRequestMessage request)
    {
        var host = request.Headers.Host ?? request.RequestUri!.Authority;
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = host };
        var content = request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>();
        foreach (var (name, values) in request.Headers.Concat(content))
        {
            var key = name.ToLowerInvariant();
            if (IsSigned(key))
                signed[key] = string.Join(',', values.Select(OneSpaced));
        }

        return signed;
    }

    // What a proxy may change (User-Agent, Accept, lengths, the trace) is left out.
    private static bool IsSigned(string header) =>
        header is "content-type" or "content-encoding"
        || header.StartsWith("x-aws-", StringComparison.Ordinal)
        || (header.StartsWith("x-am", StringComparison.Ordinal) && header is not "x-amzn-trace-id");

    private static string OneSpaced(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Key(string secret, string scope) =>
        scope.Split('/').Aggregate(Encoding.UTF8.GetBytes($"AWS4{secret}"), Mac);

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void Set(HttpRequestHeaders headers, string name, string? value)
    {
        headers.Remove(name);
        if (value is not null)
            headers.TryAddWithoutValidation(name, value);
    }
}
