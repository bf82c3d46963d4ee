namespace AgentStack.RemoteMcp.Tests;

public sealed class RuntimeArnTests
{
    private const string Arn = "arn:aws:bedrock-agentcore:eu-central-1:123456789012:runtime/tools-x1";

    [Fact]
    public void InvocationUrl_InTheCloud_HoldsTheEscapedArn()
    {
        RuntimeArn.TryParse(Arn, out var arn).ShouldBeTrue();

        arn.InvocationUrl(endpoint: null, "DEFAULT").AbsoluteUri.ShouldBe(
            "https://bedrock-agentcore.eu-central-1.amazonaws.com/runtimes/"
            + "arn%3Aaws%3Abedrock-agentcore%3Aeu-central-1%3A123456789012%3Aruntime%2Ftools-x1/invocations?qualifier=DEFAULT");
    }

    [Fact]
    public void InvocationUrl_WithAnEndpoint_UsesIt()
    {
        RuntimeArn.TryParse(Arn, out var arn).ShouldBeTrue();

        arn.InvocationUrl(new Uri("http://127.0.0.1:4580"), "prod").AbsoluteUri
            .ShouldStartWith("http://127.0.0.1:4580/runtimes/arn%3Aaws%3A");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tools-x1")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:x")]
    [InlineData("arn:aws:bedrock-agentcore:us-east-1:1234:runtime/x")]
    public void TryParse_OfAnythingElse_IsFalse(string? text) => RuntimeArn.TryParse(text, out _).ShouldBeFalse();
}
