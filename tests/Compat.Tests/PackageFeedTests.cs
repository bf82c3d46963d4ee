using Amazon.BedrockRuntime;

namespace AgentStack.Compat.Tests;

public sealed class PackageFeedTests
{
    [Fact]
    public void Client_IsOursOrThePackagesAndNeverBoth() =>
        typeof(AmazonBedrockRuntimeClient).Assembly.GetName().Name
            .ShouldBeOneOf("AgentStack.Compat.AWSSDK.BedrockRuntime", "AWSSDK.BedrockRuntime");
}
