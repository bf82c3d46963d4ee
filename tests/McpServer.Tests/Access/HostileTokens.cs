using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Access;

/// <summary>Tokens that nobody should take, by what is wrong with them. Those that could be signed are.</summary>
internal sealed class HostileTokens(FakeIssuer issuer, FakeIssuer stranger, TimeProvider clock)
{
    private const string Far = "4102444800";

    private static readonly Dictionary<string, Func<HostileTokens, string>> All = new(StringComparer.Ordinal)
    {
        ["alg none"] = tokens => tokens.Unsigned("none"),
        ["alg None"] = tokens => tokens.Unsigned("None"),
        ["alg nOnE"] = tokens => tokens.Unsigned("nOnE"),
        ["alg none, signed all the same"] = tokens => tokens.WithHeader("""{"kid":"key-1","alg":"none"}"""),
        ["alg missing"] = tokens => tokens.WithHeader("""{"kid":"key-1"}"""),
        ["alg is a list"] = tokens => tokens.WithHeader("""{"kid":"key-1","alg":["RS256"]}"""),
        ["alg RS384"] = tokens => tokens.WithHeader("""{"kid":"key-1","alg":"RS384"}"""),
        ["HS256 with the public key in PEM"] = tokens => tokens.Mac(Encoding.ASCII.GetBytes(tokens.Issuer.Key.PublicPem)),
        ["HS256 with the public key in DER"] = tokens => tokens.Mac(tokens.Der()),
        ["HS256 with the modulus"] = tokens => tokens.Mac(Base64Url.DecodeFromChars(tokens.Issuer.Key.ToJwk()["n"]!.GetValue<string>())),
        ["HS256 with nothing"] = tokens => tokens.Mac([]),
        ["key of another issuer under the same id"] = tokens => tokens.Stranger.Key.Sign(tokens.Issuer.Claims()),
        ["another issuer's own"] = tokens => tokens.Stranger.Token(),
        ["jwk in the header"] = tokens => tokens.Planted("jwk", tokens.Stranger.Key.ToJwk()),
        ["jku in the header"] = tokens => tokens.Planted("jku", $"{tokens.Stranger.Issuer}/.well-known/jwks.json"),
        ["x5u in the header"] = tokens => tokens.Planted("x5u", $"{tokens.Stranger.Issuer}/x5u"),
        ["x5c in the header"] = tokens => tokens.Planted("x5c", new JsonArray("AAAA")),
        ["crit"] = tokens => tokens.WithHeader("""{"kid":"key-1","alg":"RS256","crit":["b64"],"b64":true}"""),
        ["crit is empty"] = tokens => tokens.WithHeader("""{"kid":"key-1","alg":"RS256","crit":[]}"""),
        ["kid is a path"] = tokens => tokens.WithHeader("""{"kid":"../../../etc/passwd","alg":"RS256"}"""),
        ["kid is SQL"] = tokens => tokens.WithHeader("""{"kid":"key-1' OR '1'='1","alg":"RS256"}"""),
        ["kid has a line end"] = tokens => tokens.WithHeader("""{"kid":"key-1\r\nSet-Cookie: a=b","alg":"RS256"}"""),
        ["kid is half a letter"] = tokens => tokens.WithHeader("""{"kid":"\ud800","alg":"RS256"}"""),
        ["kid is a number"] = tokens => tokens.WithHeader("""{"kid":1,"alg":"RS256"}"""),
        ["kid twice"] = tokens => tokens.WithHeader("""{"kid":"x","kid":"key-1","alg":"RS256"}"""),
        ["kid is very long"] = tokens => tokens.WithHeader($$"""{"kid":"{{new string('k', 5_000)}}","alg":"RS256"}"""),
        ["header is deep"] = tokens => tokens.WithHeader($$"""{"kid":"key-1","alg":"RS256","x":{{Deep(2_000)}}}"""),
        ["claims are deep"] = tokens => tokens.With("x", Deep(1_000)),
        ["claims are a list"] = tokens => tokens.Issuer.Key.Sign(GoodHeader, "[]"),
        ["claims are no JSON"] = tokens => tokens.Issuer.Key.Sign(GoodHeader, "client_id=client-1"),
        ["claim twice"] = tokens => tokens.Duplicated(),
        ["wrong issuer"] = tokens => tokens.With("iss", "\"https://issuer.example\""),
        ["issuer with a slash"] = tokens => tokens.With("iss", $"\"{tokens.Issuer.Issuer}/\""),
        ["issuer in capitals"] = tokens => tokens.With("iss", $"\"{tokens.Issuer.Issuer.ToUpperInvariant()}\""),
        ["issuer is a list"] = tokens => tokens.With("iss", $"[\"{tokens.Issuer.Issuer}\"]"),
        ["no issuer"] = tokens => tokens.With("iss", "null"),
        ["expired"] = tokens => tokens.With("exp", tokens.Seconds(-61)),
        ["no exp"] = tokens => tokens.Issuer.Token(claims => claims.Remove("exp")),
        ["exp is text"] = tokens => tokens.With("exp", $"\"{Far}\""),
        ["exp is negative"] = tokens => tokens.With("exp", $"-{Far}"),
        ["exp is beyond time"] = tokens => tokens.With("exp", "1e300"),
        ["exp overflows"] = tokens => tokens.With("exp", "99999999999999999999999999999"),
        ["exp is an expired fraction"] = tokens => tokens.With("exp", tokens.Seconds(-61) + ".9"),
        ["exp in other digits"] = tokens => tokens.Issuer.Key.Sign(GoodHeader, tokens.Issuer.Claims().ToJsonString().Replace("\"exp\":", "\"exp\":４", StringComparison.Ordinal)),
        ["exp is true"] = tokens => tokens.With("exp", "true"),
        ["not valid yet"] = tokens => tokens.With("nbf", tokens.Seconds(61)),
        ["nbf is text"] = tokens => tokens.With("nbf", "\"0\""),
        ["nbf is beyond time"] = tokens => tokens.With("nbf", "1e300"),
        ["issued in the future"] = tokens => tokens.With("iat", tokens.Seconds(61)),
        ["ID token"] = tokens => tokens.With("token_use", "\"id\""),
        ["token without a use"] = tokens => tokens.With("token_use", "null"),
        ["client is not allowed"] = tokens => tokens.Issuer.Token("client-9"),
        ["client in capitals"] = tokens => tokens.Issuer.Token("CLIENT-1"),
        ["client is a list"] = tokens => tokens.With("client_id", "[\"client-1\"]"),
        ["client with a zero byte"] = tokens => tokens.With("client_id", "\"client-1\\u0000\""),
        ["client and another party"] = tokens => tokens.With("azp", "\"client-9\""),
        ["client in other letters"] = tokens => tokens.With("client_id", "\"ｃlient-1\""),
        ["signature cut"] = tokens => tokens.Issuer.Token()[..^4],
        ["signature missing"] = tokens => tokens.Parts(parts => parts[2] = ""),
        ["signature part missing"] = tokens => tokens.Issuer.Token() is var token ? token[..token.LastIndexOf('.')] : "",
        ["signature padded"] = tokens => tokens.Issuer.Token() + "==",
        ["signature longer"] = tokens => tokens.Issuer.Token() + "AAAA",
        ["signature of zeros"] = tokens => tokens.Parts(parts => parts[2] = Base64Url.EncodeToString(new byte[256])),
        ["signature of ones"] = tokens => tokens.Parts(parts => parts[2] = Base64Url.EncodeToString(Enumerable.Repeat((byte)255, 256).ToArray())),
        ["signature bit flipped"] = tokens => tokens.Parts(parts => parts[2] = Flip(parts[2])),
        ["claims changed after signing"] = tokens => tokens.Parts(parts => parts[1] = FakeIssuerKey.Encode(tokens.Issuer.Claims(scope: "admin"))),
        ["header changed after signing"] = tokens => tokens.Parts(parts => parts[0] = FakeIssuerKey.Encode("""{"alg":"RS256","kid":"key-1"}""")),
        ["four parts"] = tokens => tokens.Issuer.Token() + ".e30",
        ["five parts, as encrypted ones have"] = _ => "e30.e30.e30.e30.e30",
        ["only dots"] = _ => new string('.', 4_000),
        ["just under what a request may be"] = _ => new string('a', 31_000),
    };

    private const string GoodHeader = """{"kid":"key-1","alg":"RS256"}""";

    public static IEnumerable<string> Names => All.Keys;

    private FakeIssuer Issuer => issuer;

    private FakeIssuer Stranger => stranger;

    public string Make(string name) => All[name](this);

    private static string Deep(int depth) => new string('[', depth) + new string(']', depth);

    private static string Flip(string part)
    {
        var bytes = Base64Url.DecodeFromChars(part);
        bytes[100] ^= 1;
        return Base64Url.EncodeToString(bytes);
    }

    private string Seconds(int fromNow) => (clock.GetUtcNow().ToUnixTimeSeconds() + fromNow).ToString(CultureInfo.InvariantCulture);

    private string WithHeader(string header) => issuer.Key.Sign(header, issuer.Claims().ToJsonString());

    private string With(string claim, string json)
    {
        var claims = issuer.Claims();
        claims.Remove(claim);
        return issuer.Key.Sign(GoodHeader, $"{claims.ToJsonString()[..^1]},\"{claim}\":{json}}}");
    }

    private string Duplicated() => issuer.Key.Sign(GoodHeader, $"{{\"client_id\":\"client-9\",{issuer.Claims().ToJsonString()[1..]}");

    private string Unsigned(string algorithm) =>
        $"{FakeIssuerKey.Encode($$"""{"kid":"key-1","alg":"{{algorithm}}"}""")}.{FakeIssuerKey.Encode(issuer.Claims())}.";

    private string Planted(string member, JsonNode value) => stranger.Key.Sign(
        new JsonObject { ["kid"] = issuer.Key.Id, ["alg"] = "RS256", [member] = value }, issuer.Claims());

    private string Mac(byte[] secret)
    {
        var signed = $"{FakeIssuerKey.Encode("""{"kid":"key-1","alg":"HS256"}""")}.{FakeIssuerKey.Encode(issuer.Claims())}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
    }

    private byte[] Der()
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(issuer.Key.PublicPem);
        return rsa.ExportSubjectPublicKeyInfo();
    }

    private string Parts(Action<string[]> change)
    {
        var parts = issuer.Token().Split('.');
        change(parts);
        return string.Join('.', parts);
    }
}
