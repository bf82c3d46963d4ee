using System.Net;

namespace AgentStack.McpServer.Tests.Access;

public sealed class OpenServerTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Mcp_NoIssuerConfigured_ServesAnybody() =>
        (await server.CallAsync("odd_caller", null, ("Authorization", "Bearer whatever"))).ToolText.ShouldBe("nobody");

    [Fact]
    public async Task Metadata_NoIssuerConfigured_IsNotThere() =>
        (await server.SendAsync(HttpMethod.Get, "/.well-known/oauth-protected-resource/mcp")).Status.ShouldBe(HttpStatusCode.NotFound);
}
