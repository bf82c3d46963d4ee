using AgentStack.Settings;
using Microsoft.Extensions.Configuration;

namespace AgentStack.McpServer.Tests.Settings;

public sealed class SettingsTests
{
    private const string Discovery = "https://issuer.example/pool/.well-known/openid-configuration";

    public static TheoryData<string, string, string> WrongValues => new()
    {
        { "Access:DiscoveryUrl", "issuer.example", "it must be an https address" },
        { "Access:DiscoveryUrl", "https://issuer.example/pool", "ends in /.well-known/openid-configuration" },
        { "Access:DiscoveryUrl", "http://issuer.example/.well-known/openid-configuration", "http on this machine only" },
        { "Access:DiscoveryUrl", "ftp://issuer.example/.well-known/openid-configuration", "https address" },
        { "Access:Resource", "/mcp", "public http(s) address" },
        { "Access:AlowedClients", "client-1", "is not a setting; the settings are DiscoveryUrl, AllowedClients" },
        { "Mcp:MaxRequestBytes", "many", "not a whole number from 1024 to 100000000" },
        { "Mcp:MaxRequestBytes", "0", "not a whole number" },
        { "Mcp:AllowedOrigins:0", "app.example.com", "not an origin such as https://app.example.com" },
        { "Mcp:AllowedOrigins:0", "https://app.example.com/", "not an origin" },
        { "Mcp:AllowedOrigins", "*", "not an origin" },
        { "Mcp:Tools", "all", "is not a setting" },
        { "Gateway:OwnTool", "false", "is not a setting; the settings are OwnTools" },
        { "Gateway:RefreshInterval", "00:00:01", "must be 00:00:10 to 1.00:00:00" },
        { "Gateway:MaxResultBytes", "0", "must be 1 or more" },
        { "Gateway:Upstreams:a___b:Url", "http://127.0.0.1:1/mcp", "does not end in '_' and holds no '___'" },
        { "Gateway:Upstreams:a_:Url", "http://127.0.0.1:1/mcp", "does not end in '_' and holds no '___'" },
        { "Gateway:Upstreams:up:Url", "ftp://127.0.0.1/mcp", "Gateway:Upstreams:up:Url must be an absolute http or https address" },
        { "Gateway:Upstreams:up:Adress", "http://127.0.0.1/mcp", "Gateway:Upstreams:up:Adress is not a setting" },
        { "Gateway:Upstreams:up:RestartPatience", "-00:00:01", "must be zero or more, such as 00:00:10" },
        { "Gateway:Upstreams:up:MaxResultBytes", "0", "Gateway:Upstreams:up:MaxResultBytes must be 1 or more" },
        { "Gateway:Upstreams:up:PassHeaders", "cookie", "which a gateway never passes on" },
    };

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void Build_WrongValue_NamesKeyProblemAndWhereToSetIt(string key, string value, string problem)
    {
        var section = key.Split(':')[0];

        var failure = Should.Throw<SettingsException>(() => Build(new() { [key] = value }));

        failure.Message.ShouldContain($"{section}:");
        failure.Message.ShouldContain(problem);
        failure.Message.ShouldContain($"as {section}__");
    }

    [Fact]
    public void Build_SeveralWrongValues_NamesAllAtOnce()
    {
        var failure = Should.Throw<SettingsException>(() => Build(new()
        {
            ["Access:DiscoveryUrl"] = "nowhere",
            ["Access:Resource"] = "nowhere",
            ["Mcp:MaxRequestBytes"] = "-1",
        }));

        failure.Problems.Count.ShouldBe(4);
        failure.Message.ShouldContain("Access:AllowedClients is empty");
        failure.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void Build_IssuerWithoutClients_IsRefused() =>
        Should.Throw<SettingsException>(() => Build(new() { ["Access:DiscoveryUrl"] = Discovery }))
            .Message.ShouldContain("Access:AllowedClients is empty, so that nobody could call");

    [Theory]
    [InlineData("Access:AllowedClients")]
    [InlineData("Access:RequiredScopes:0")]
    public void Build_PolicyWithoutIssuer_IsRefusedRatherThanOpen(string key) =>
        Should.Throw<SettingsException>(() => Build(new() { [key] = "something" }))
            .Message.ShouldContain("Access:DiscoveryUrl is missing, so that no token would be checked");

    [Theory]
    [InlineData(Discovery)]
    [InlineData("http://127.0.0.1:9000/pool/.well-known/openid-configuration")]
    [InlineData("http://localhost:9000/pool/.well-known/openid-configuration")]
    public async Task Build_IssuerAndClients_IsGood(string discoveryUrl)
    {
        await using var app = McpServerApplication.Build([], builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Access:DiscoveryUrl"] = discoveryUrl, ["Access:AllowedClients"] = "client-1" }));

        app.ShouldNotBeNull();
    }

    private static void Build(Dictionary<string, string?> settings) =>
        McpServerApplication.Build([], builder => builder.Configuration.AddInMemoryCollection(settings));
}
