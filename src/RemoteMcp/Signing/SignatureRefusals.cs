using System.Net;

namespace AgentStack.RemoteMcp.Signing;

/// <summary>Reads from an answer whether the signature was refused.</summary>
internal static class SignatureRefusals
{
    private const string ErrorType = "x-amzn-ErrorType";
    private const int LongestText = 16 * 1024;

    // The codes of AWS, and its words where the answer is a JSON-RPC error that holds the words alone.
    private static readonly (string Text, SignatureRefusal Refusal)[] Known =
    [
        ("ExpiredToken", SignatureRefusal.Expired),
        ("security token included in the request is expired", SignatureRefusal.Expired),
        ("UnrecognizedClient", SignatureRefusal.UnknownKey),
        ("InvalidClientTokenId", SignatureRefusal.UnknownKey),
        ("security token included in the request is invalid", SignatureRefusal.UnknownKey),
        ("InvalidSignature", SignatureRefusal.Mismatch),
        ("SignatureDoesNotMatch", SignatureRefusal.Mismatch),
        ("RequestExpired", SignatureRefusal.Mismatch),
        ("RequestTimeTooSkewed", SignatureRefusal.Mismatch),
        ("RequestInTheFuture", SignatureRefusal.Mismatch),
        ("request signature we calculated does not match", SignatureRefusal.Mismatch),
        ("Signature expired", SignatureRefusal.Mismatch),
        ("Signature not yet current", SignatureRefusal.Mismatch),
        ("Credential should be scoped", SignatureRefusal.Mismatch),
    ];

    /// <summary>Looks at the body of a 403 alone, and leaves it readable; nothing else is held up or kept.</summary>
    public static async Task<SignatureRefusal> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
            return SignatureRefusal.None;

        if (response.Headers.TryGetValues(ErrorType, out var types))
            return Find(string.Join(',', types));

        return response.StatusCode is HttpStatusCode.Forbidden
            ? Find(await ReadStartAsync(response, cancellationToken))
            : SignatureRefusal.None;
    }

    private static SignatureRefusal Find(string text) =>
        Known.FirstOrDefault(known => text.Contains(known.Text, StringComparison.OrdinalIgnoreCase)).Refusal;

    // A refusal is short: of a longer one the start is enough, for whoever reads it after.
    private static async Task<string> ReadStartAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var start = new byte[LongestText];
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);

        var kept = new ByteArrayContent(start, 0, length);
        kept.Headers.ContentType = response.Content.Headers.ContentType;
        response.Content = kept;
        return await kept.ReadAsStringAsync(cancellationToken);
    }
}
