using System.Net;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class HostTests(RunningServer server) : IClassFixture<RunningServer>
{
    public static TheoryData<string> ForeignNames =>
        ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", "169.254.169.254", "xn--a", "0.0.0.0"];

    [Theory]
    [MemberData(nameof(ForeignNames))]
    [Requirement("R4a")]
    public async Task Mcp_ForeignHostOnADesk_Is403OnEveryPathAndMethod(string host)
    {
        foreach (var (method, path) in new[] { ("POST", "/mcp"), ("GET", "/mcp"), ("DELETE", "/mcp"), ("GET", "/ping") })
        {
            var answer = await server.SendAsync(new HttpMethod(method), path, method == "POST" ? "no JSON" : null, ("Host", host));

            answer.Status.ShouldBe(HttpStatusCode.Forbidden);
            answer.ErrorCode.ShouldBe(-32600);
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:8000")]
    [InlineData("127.0.0.1:1")]
    [InlineData("127.8.8.8")]
    [InlineData("[::1]:8000")]
    [Requirement("R4a")]
    public async Task Mcp_HostOfThisMachine_IsServed(string host) =>
        (await server.PostAsync(Messages.ListTools, ("Host", host))).Status.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [MemberData(nameof(ForeignNames))]
    [Requirement("R4a")]
    public async Task Mcp_ForeignHostWhereDeployed_IsServed(string host)
    {
        await using var deployed = await RunningServer.StartDeployedAsync();

        (await deployed.PostAsync(Messages.ListTools, ("Host", host))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Requirement("R4a")]
    public async Task Mcp_ConfiguredHost_IsServedAndItsNeighbourNot()
    {
        await using var proxied = await RunningServer.StartAsync(new() { ["Mcp:AllowedHosts"] = "tools.example.com" });

        (await proxied.PostAsync(Messages.ListTools, ("Host", "tools.example.com:443"))).Status.ShouldBe(HttpStatusCode.OK);
        (await proxied.PostAsync(Messages.ListTools, ("Host", "a.tools.example.com"))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    [Requirement("R4")]
    public async Task Mcp_ForeignOriginWhereDeployed_Is403AllTheSame()
    {
        await using var deployed = await RunningServer.StartDeployedAsync();

        (await deployed.PostAsync(Messages.ListTools, ("Origin", "https://evil.example"))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }
}
