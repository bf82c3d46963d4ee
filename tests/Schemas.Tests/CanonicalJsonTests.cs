using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AgentStack.Schemas.Tests;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b" : [1, {"y":true,"x":null}], "a":"\u00e9" }""", """{"a":"é","b":[1,{"x":null,"y":true}]}""")]
    [InlineData("""{"a":1.50,"A":"\/"}""", """{"A":"/","a":1.50}""")]
    public void Digest_SameArgumentsWrittenOtherwise_IsThatOfTheCanonicalText(string json, string canonical) =>
        CanonicalJson.Digest(JsonElement.Parse(json)).ShouldBe(Sha256(canonical));

    [Fact]
    public void Digest_NoArguments_IsThatOfAnEmptyObject() => CanonicalJson.Digest(default).ShouldBe(Sha256("{}"));

    [Fact]
    public void Digest_OfAKnownText_IsWhatLogsHold() =>
        CanonicalJson.Digest(JsonElement.Parse("""{"b":[1.50,true,null,"<é😀+"],"a":{"z":1E+2,"A":""}}"""))
            .ShouldBe("60f324ed309886324ac31e05f52ab01c10869e720fee1f8987ceaa7f85c00577");

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
