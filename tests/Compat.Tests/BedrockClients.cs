using Amazon.BedrockRuntime;

namespace AgentStack.Compat.Tests;

internal static class BedrockClients
{
    public static AmazonBedrockRuntimeClient For(WireServer server) => new("id", "secret", new AmazonBedrockRuntimeConfig
    {
        ServiceURL = server.Url,
        AuthenticationRegion = "eu-west-1",
    });
}
