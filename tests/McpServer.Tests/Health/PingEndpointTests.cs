using System.Net;

namespace AgentStack.McpServer.Tests.Health;

public sealed class PingEndpointTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Ping_Get_IsHealthySinceTheStart()
    {
        var answer = await server.SendAsync(HttpMethod.Get, "/ping");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.MediaType.ShouldBe("application/json");
        answer.Json["status"]!.GetValue<string>().ShouldBe("Healthy");
        answer.Json["time_of_last_update"]!.GetValue<long>().ShouldBe(server.Clock.GetUtcNow().ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Ping_Post_Is405() =>
        (await server.SendAsync(HttpMethod.Post, "/ping")).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
}
