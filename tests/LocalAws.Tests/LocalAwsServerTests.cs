using System.Net;
using AgentStack.LocalAws.AgentCore;
using AgentStack.LocalAws.Tests.AgentCore;
using Microsoft.Extensions.Configuration;

namespace AgentStack.LocalAws.Tests;

public sealed class LocalAwsServerTests
{
    [Fact]
    public async Task Server_OnATakenPort_NamesThePortAndTheRemedy()
    {
        await using var first = await StartedServer.StartAsync();
        var port = first.Aws.Address.Port;

        var exception = await Should.ThrowAsync<PortTakenException>(() => StartedServer.StartAsync(options => options.Port = port));

        exception.Port.ShouldBe(port);
        exception.Message.ShouldStartWith($"Port {port} on 127.0.0.1 is taken by another process");
        exception.Message.ShouldContain("LocalAws:Port");
    }

    [Fact]
    public async Task Server_Started_TellsHowToPointAnSdkAtIt()
    {
        await using var server = await StartedServer.StartAsync(options => options.Region = "eu-west-1");

        server.Aws.Address.Host.ShouldBe("127.0.0.1");
        server.Aws.AccessKeyId.ShouldStartWith("LOCAL");
        server.Aws.Environment.ShouldBe(new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = $"http://127.0.0.1:{server.Aws.Address.Port}",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_DEFAULT_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = server.Aws.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = server.Aws.SecretAccessKey,
        });
    }

    [Fact]
    public async Task Server_AskedForWhatItDoesNotServe_SaysSo()
    {
        await using var server = await StartedServer.StartAsync();
        using var response = await server.SendAsync(new HttpRequestMessage(HttpMethod.Get, server.At("/nope")));

        await response.ShouldBeAwsErrorAsync(404, "UnknownOperationException", "GET /nope is not served here.");
        response.Headers.Contains("x-amzn-RequestId").ShouldBeTrue();
    }

    [Fact]
    public async Task Runtimes_FromConfiguration_AreServed()
    {
        await using var container = await Container.StartAsync(200, "application/json", "{}");
        var configuration = Configuration(new()
        {
            ["Arn"] = RuntimeCalls.Arn,
            ["Protocol"] = "MCP",
            ["Address"] = container.Address.AbsoluteUri,
            ["Authorizer"] = "Jwt",
            ["AllowedClients:0"] = "machine",
            ["AllowedScopes:0"] = "tools/call",
        });
        await using var server = await StartedServer.StartAsync(options => configuration.Bind(options));
        server.Aws.UserPool.AddClient("machine", "secret", "tools/call");

        using var refused = await server.SendAsync(server.Request("{}"));
        using var response = await server.SendAsync(server.Request("{}", await server.AccessTokenAsync("machine", "secret")));

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        container.Received.Single().Line.ShouldBe("POST /mcp");
    }

    [Fact]
    public async Task Runtimes_FromABadConfiguration_AreRefusedWithEveryKeyNamed()
    {
        var configuration = Configuration(new()
        {
            ["Arn"] = "my-agent",
            ["Address"] = "localhost:8080",
            ["DiscoveryUrl"] = "nowhere",
        });

        var exception = await Should.ThrowAsync<InvalidOperationException>(
            () => StartedServer.StartAsync(options => configuration.Bind(options)));

        exception.Message.Split(Environment.NewLine).Select(line => line.Split(' ')[0])
            .ShouldBe(["LocalAws:Runtimes:mine:Arn", "LocalAws:Runtimes:mine:Address", "LocalAws:Runtimes:mine:DiscoveryUrl"]);
    }

    [Fact]
    public async Task RuntimeRegistry_GivenNoArn_SaysWhatOneLooksLike()
    {
        await using var server = await StartedServer.StartAsync();

        Should.Throw<ArgumentException>(
                () => server.Aws.Runtimes.Add(new LocalRuntime("agent", RuntimeProtocol.Http, new Uri("http://127.0.0.1"))))
            .Message.ShouldContain("arn:aws:bedrock-agentcore:");
    }

    private static IConfigurationSection Configuration(Dictionary<string, string?> runtime) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(runtime.Select(entry => KeyValuePair.Create($"LocalAws:Runtimes:mine:{entry.Key}", entry.Value)))
            .Build()
            .GetSection("LocalAws");
}
