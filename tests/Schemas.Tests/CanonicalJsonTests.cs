using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentStack.McpServer.Gateway.Audit;

namespace AgentStack.McpServer.Tests.Gateway.Audit;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b" : [1, {"y":true,"x":null}], "a":"\u00e9" }""", """{"a":"é","b":[1,{"x":null,"y":true}]}""")]
    [InlineData("""{"a":1.50,"A":"\/"}""", """{"A":"/","a":1.50}""")]
    public void Digest_SameArgumentsWrittenOtherwise_IsThatOfTheCanonicalText(string json, string canonical) =>
        CanonicalJson.Digest(JsonElement.Parse(json)).ShouldBe(Sha256(canonical));

    [Fact]
    public void Digest_NoArguments_IsThatOfAnEmptyObject() => CanonicalJson.Digest(default).ShouldBe(Sha256("{}"));

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
