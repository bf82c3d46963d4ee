using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentStack.Tests.Shared;

/// <summary>An RSA key made at the start of a test, which signs JWTs and shows its public half as a JWK.</summary>
public sealed class FakeIssuerKey(string id) : IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);

    public string Id { get; } = id;

    /// <summary>The public key in PEM: what an attacker has, too.</summary>
    public string PublicPem => _rsa.ExportSubjectPublicKeyInfoPem();

    public static string Encode(JsonNode part) => Encode(part.ToJsonString());

    public static string Encode(string part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part));

    public JsonObject ToJwk()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["alg"] = "RS256",
            ["e"] = Base64Url.EncodeToString(key.Exponent),
            ["kid"] = Id,
            ["kty"] = "RSA",
            ["n"] = Base64Url.EncodeToString(key.Modulus),
            ["use"] = "sig",
        };
    }

    /// <summary>A token of the claims, signed with RS256 under this key's id.</summary>
    public string Sign(JsonObject claims) => Sign(new JsonObject { ["kid"] = Id, ["alg"] = "RS256" }, claims);

    /// <summary>A token with whatever header, signed with RS256 all the same.</summary>
    public string Sign(JsonObject header, JsonObject claims) => Sign(header.ToJsonString(), claims.ToJsonString());

    /// <summary>A token whose parts are these texts, JSON or not.</summary>
    public string Sign(string header, string claims)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        var signature = _rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose() => _rsa.Dispose();
}
