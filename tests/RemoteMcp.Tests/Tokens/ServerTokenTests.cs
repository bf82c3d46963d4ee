using System.Buffers.Text;
using System.Text;
using AgentStack.RemoteMcp.Tokens;

namespace AgentStack.RemoteMcp.Tests.Tokens;

public sealed class ServerTokenTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_OfAMachine_SaysWhatItIsAndDoesNotPrintItself()
    {
        await using var stage = await Stage.StartAsync();

        var token = (await stage.Connect().GetTokenAsync(Cancellation)).ShouldNotBeNull();

        var facts = token.Facts.ShouldNotBeNull();
        facts.Issuer.ShouldBe(stage.Aws.UserPool.Issuer);
        facts.ClientId.ShouldBe(Stage.ClientId);
        facts.Subject.ShouldBe(Stage.ClientId);
        facts.Audience.ShouldBeEmpty();
        facts.Scopes.ShouldBe([Stage.Scope]);
        (facts.ExpiresAt - facts.IssuedAt).ShouldBe(TimeSpan.FromHours(1));
        facts.Claims.GetProperty("token_use").GetString().ShouldBe("access");
        token.Reveal().Split('.').Length.ShouldBe(3);
        token.ToString().ShouldBe("(token)");
        facts.ToString().ShouldNotContain(token.Reveal());
    }

    [Fact]
    public async Task Token_OfAServerThatIsSentNone_IsNone()
    {
        await using var stage = await Stage.StartAsync();

        (await stage.ConnectDirectly().GetTokenAsync(Cancellation)).ShouldBeNull();
    }

    [Theory]
    [InlineData("opaque")]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d.e")]
    [InlineData("a.{}.c")]
    [InlineData("a.bm8.c")]
    [InlineData("a.WzFd.c")]
    public void Facts_OfAnOpaqueToken_AreNone(string token) => TokenFacts.Read(token).ShouldBeNull();

    [Fact]
    public void Facts_OfOddClaims_AreThoseThatCanBeRead()
    {
        var facts = Facts("""{"iss":5,"aud":["a",1,"b"],"exp":1e300,"iat":"soon","scope":" x  y "}""");

        facts.Issuer.ShouldBeNull();
        facts.Audience.ShouldBe(["a", "b"]);
        facts.Scopes.ShouldBe(["x", "y"]);
        facts.ExpiresAt.ShouldBeNull();
        facts.IssuedAt.ShouldBeNull();
        Facts("""{"aud":"alone"}""").Audience.ShouldBe(["alone"]);
    }

    private static TokenFacts Facts(string claims) =>
        TokenFacts.Read($"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.c").ShouldNotBeNull();
}
