using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;

namespace AgentStack.McpServer.Tests.Hosting;

public sealed class HostDefaultsTests
{
    [Theory]
    [InlineData(null, "http://127.0.0.1:8000")]
    [InlineData("false", "http://127.0.0.1:8000")]
    [InlineData("true", "http://0.0.0.0:8000")]
    public async Task Address_NotConfigured_IsLoopbackUnlessInAContainer(string? isInContainer, string expected)
    {
        string[] args = isInContainer is null ? [] : [$"--DOTNET_RUNNING_IN_CONTAINER={isInContainer}"];

        await using var app = McpServerApplication.Build(args);

        app.Configuration[WebHostDefaults.ServerUrlsKey].ShouldBe(expected);
    }

    [Fact]
    public async Task Address_OnTheCommandLine_Wins()
    {
        await using var app = McpServerApplication.Build(["--urls=http://127.0.0.1:0"]);
        await app.StartAsync(TestContext.Current.CancellationToken);

        app.Urls.ShouldHaveSingleItem().ShouldStartWith("http://127.0.0.1:");
    }

    [Theory]
    [InlineData("--Mcp:MaxRequestBytes=lots")]
    [InlineData("--urls=nowhere")]
    [InlineData("--Acces:DiscoveryUrl=https://issuer.example/.well-known/openid-configuration")]
    [InlineData("--help")]
    public async Task Run_CannotBeConfigured_EndsWithOne(string argument) =>
        (await McpServerApplication.RunAsync([argument])).ShouldBe(1);

    [Fact]
    public async Task Run_PortIsTaken_EndsWithOne()
    {
        using var other = new TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();

        (await McpServerApplication.RunAsync([$"--urls=http://{other.LocalEndpoint}"])).ShouldBe(1);
    }

    [Fact]
    public async Task Defaults_LoggingLevels_AreQuietWhereverTheProcessRuns()
    {
        await using var app = McpServerApplication.Build([]);

        app.Configuration["Logging:LogLevel:Microsoft"].ShouldBe("Warning");
    }

    [Fact]
    public async Task Defaults_AreUnderWhatACallerSets()
    {
        await using var app = McpServerApplication.Build([], builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Logging:LogLevel:Microsoft"] = "Error" }));

        app.Configuration["Logging:LogLevel:Microsoft"].ShouldBe("Error");
    }
}
