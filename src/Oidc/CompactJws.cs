using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace AgentStack.Oidc;

/// <summary>The three parts of a signed JWT (RFC 7515, compact form), read but not yet believed.</summary>
internal sealed class CompactJws : IDisposable
{
    // Two members of one name would let one reader see the one and the next the other (RFC 8725, 2.4).
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // RFC 7515, section 2: without padding or white space, both of which the framework lets pass.
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly JsonDocument _header;
    private readonly JsonDocument _claims;

    private CompactJws(JsonDocument header, JsonDocument claims, byte[] signedBytes, byte[] signature)
    {
        _header = header;
        _claims = claims;
        SignedBytes = signedBytes;
        Signature = signature;
    }

    public string? Algorithm => _header.RootElement.Text("alg");

    public string? KeyId => _header.RootElement.Text("kid");

    /// <summary>The media type, which says what kind of token this is; null when absent, as at Cognito.</summary>
    public string? Type => _header.RootElement.TryGetProperty("typ", out var type) ? JsonText.Text(type) ?? "" : null;

    /// <summary>Extensions that a reader must understand or refuse; this one understands none.</summary>
    public bool IsCritical => _header.RootElement.TryGetProperty("crit", out _);

    public JsonElement Claims => _claims.RootElement;

    public byte[] SignedBytes { get; }

    public byte[] Signature { get; }

    /// <summary>Null for anything that is not three base64url parts of which the first two are JSON objects.</summary>
    public static CompactJws? Parse(string token)
    {
        var parts = token.Split('.', 4);
        if (parts.Length != 3 || !Array.TrueForAll(parts, IsBase64Url))
            return null;

        if (ParseSignature(parts[2]) is not { } signature || ParseObject(parts[0]) is not { } header)
            return null;

        if (ParseObject(parts[1]) is { } claims)
            return new CompactJws(header, claims, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature);

        header.Dispose();
        return null;
    }

    /// <summary>The <c>iss</c> claim alone, of what may be a token.</summary>
    public static string? IssuerOf(string token)
    {
        var parts = token.Split('.', 4);
        if (parts.Length != 3 || !IsBase64Url(parts[1]))
            return null;

        using var claims = ParseObject(parts[1]);
        return claims?.RootElement.Text("iss");
    }

    public void Dispose()
    {
        _header.Dispose();
        _claims.Dispose();
    }

    private static bool IsBase64Url(string part) => !part.AsSpan().ContainsAnyExcept(Alphabet) && Base64Url.IsValid(part);

    // The last letter has bits to spare: were they let pass, sixteen texts would be one token.
    private static byte[]? ParseSignature(string part)
    {
        var bytes = Base64Url.DecodeFromChars(part);
        return Base64Url.EncodeToString(bytes) == part ? bytes : null;
    }

    private static JsonDocument? ParseObject(string part)
    {
        try
        {
            var json = JsonDocument.Parse(Base64Url.DecodeFromChars(part), Strict);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return json;

            json.Dispose();
            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter for a name that holds half of a surrogate pair.
            return null;
        }
    }
}
