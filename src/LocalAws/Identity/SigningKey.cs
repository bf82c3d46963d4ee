using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Identity;

/// <summary>One RSA key of the pool: signs tokens, and shows its public half as Cognito does.</summary>
internal sealed class SigningKey : IDisposable
{
    private const string Algorithm = "RS256";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly string _id = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public JsonObject ToJwk()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["alg"] = Algorithm,
            ["e"] = Base64Url.EncodeToString(key.Exponent),
            ["kid"] = _id,
            ["kty"] = "RSA",
            ["n"] = Base64Url.EncodeToString(key.Modulus),
            ["use"] = "sig",
        };
    }

    public string Sign(JsonObject claims)
    {
        var header = new JsonObject { ["kid"] = _id, ["alg"] = Algorithm };
        var signed = $"{Encode(header)}.{Encode(claims)}";
        var signature = _rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose() => _rsa.Dispose();

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
