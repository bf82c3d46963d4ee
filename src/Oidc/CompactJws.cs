using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace AgentStack.Oidc;

/// <summary>The three parts of a signed JWT (RFC 7515, compact form), read but not yet believed.</summary>
internal sealed class CompactJws : IDisposable
{
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

    public JsonElement Claims => _claims.RootElement;

    public byte[] SignedBytes { get; }

    public byte[] Signature { get; }

    /// <summary>Null for anything that is not three base64url parts of which the first two are JSON objects.</summary>
    public static CompactJws? Parse(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !Array.TrueForAll(parts, part => Base64Url.IsValid(part)))
            return null;

        var header = ParseObject(parts[0]);
        var claims = ParseObject(parts[1]);
        if (header is not null && claims is not null)
        {
            var signedBytes = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
            return new CompactJws(header, claims, signedBytes, Base64Url.DecodeFromChars(parts[2]));
        }

        header?.Dispose();
        claims?.Dispose();
        return null;
    }

    public void Dispose()
    {
        _header.Dispose();
        _claims.Dispose();
    }

    private static JsonDocument? ParseObject(string part)
    {
        try
        {
            var json = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return json;

            json.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
