using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace AgentStack.Oidc;

/// <summary>
/// One RSA key of an issuer. To make the object that verifies costs seven verifications, and nobody promises that two
/// threads may share one: as many as were ever needed at once are kept.
/// </summary>
internal sealed class SigningKey
{
    public const string Algorithm = "RS256";

    // RFC 7518, section 3.3: RS256 keys have 2048 bits or more. Longer ones than the larger bound only cost time.
    private const int SmallestModulus = 2048 / 8;
    private const int LargestModulus = 8192 / 8;

    private readonly ConcurrentBag<RSA> _idle = [];
    private readonly RSAParameters _key;

    private SigningKey(RSAParameters key) => _key = key;

    /// <summary>Null for what is no key that verifies RS256.</summary>
    public static (string Id, SigningKey Key)? Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || json.Text("kty") != "RSA" || json.Text("use") is not (null or "sig"))
            return null;

        if (json.TryGetProperty("alg", out _) && json.Text("alg") != Algorithm)
            return null;

        if (json.Text("kid") is not { } id || Bytes(json, "n") is not { } modulus || Bytes(json, "e") is not { } exponent)
            return null;

        if (modulus.Length is < SmallestModulus or > LargestModulus || exponent.Length is 0 or > 8)
            return null;

        return (id, new SigningKey(new RSAParameters { Modulus = modulus, Exponent = exponent }));
    }

    public bool IsSameAs(SigningKey other) =>
        _key.Modulus.AsSpan().SequenceEqual(other._key.Modulus) && _key.Exponent.AsSpan().SequenceEqual(other._key.Exponent);

    public bool HasSigned(CompactJws jws)
    {
        try
        {
            var rsa = _idle.TryTake(out var idle) ? idle : RSA.Create(_key);
            var isGood = rsa.VerifyData(jws.SignedBytes, jws.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            _idle.Add(rsa);
            return isGood;
        }
        catch (CryptographicException)
        {
            // Numbers that are no key, or that are no signature of it.
            return false;
        }
    }

    private static byte[]? Bytes(JsonElement json, string name) =>
        json.Text(name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
