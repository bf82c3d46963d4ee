using AgentStack.RemoteMcp.Signing;

namespace AgentStack.RemoteMcp.Tests.Signing;

public sealed class SigningRegionTests
{
    private const string EscapedArn = "arn%3Aaws%3Abedrock-agentcore%3Aeu-west-1%3A123456789012%3Aruntime%2Ftools-x1";

    [Theory]
    [InlineData("https://tools-x1.gateway.bedrock-agentcore.eu-central-1.amazonaws.com/mcp", "eu-central-1")]
    [InlineData("https://Tools-x1.Gateway.bedrock-agentcore.us-west-2.amazonaws.com/mcp", "us-west-2")]
    [InlineData("https://bedrock-agentcore.ap-southeast-2.amazonaws.com/anything", "ap-southeast-2")]
    [InlineData("https://bedrock-agentcore.cn-north-1.amazonaws.com.cn/anything", "cn-north-1")]
    [InlineData($"http://127.0.0.1:4566/runtimes/{EscapedArn}/invocations?qualifier=DEFAULT", "eu-west-1")]
    [InlineData("https://bedrock-agentcore.us-east-1.amazonaws.com.example/mcp", null)]
    [InlineData("https://bedrock-agentcore.us-east-1.example/mcp", null)]
    [InlineData("https://example.com/mcp", null)]
    public void Find_InAnAddress_IsTheRegionThatItNames(string address, string? region) =>
        SigningRegion.Find(new Uri(address)).ShouldBe(region);
}
