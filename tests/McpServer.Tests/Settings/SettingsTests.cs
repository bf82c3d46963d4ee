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
        { "Access:RequiredScopes", "a \"b\"", "holds \"\"b\"\", which is not a scope" },
        { "Access:TrustForwardedProto", "maybe", "not true or false" },
        { "Access:Issuers:b:AllowedClients", "client-1", "Access:Issuers:b:DiscoveryUrl is missing: name the issuer's" },
        { "Access:Issuers:b:DiscoveryUrl", Discovery, "Access:Issuers:b:AllowedClients is empty, so that nobody could call" },
        { "Access:Issuers:b:DiscoveryUrl", "https://issuer.example", "ends in /.well-known/openid-configuration" },
        { "Access:Issuers:b:Audiences", "x", "is not a setting; the settings are DiscoveryUrl, Issuer, AllowedClients" },
        { "Access:ToolScopes:*", "tools", "Access:DiscoveryUrl is missing, so that no token would be checked" },
        { "Access:ToolScopes", "odd tool=x", "has \"odd tool\", which no tool's name can match" },
        { "Access:ToolScopes", "odd_*", "names no scope for \"odd_*\", so that nothing would be asked for" },
        { "Access:ToolScopes:odd_*", "x\\y", "has \"x\\y\" for \"odd_*\", which is not a scope" },
        { "Access:Limits:RequestsPerMinute", "0", "not a whole number from 1 to 1000000" },
        { "Access:Limits:Burst", "5", "limits nothing without RequestsPerMinute" },
        { "Access:Limits:PerMinute", "5", "is not a setting; the settings are RequestsPerMinute" },
        { "Access:Limits:Clients:client-1:ConcurrentRequests", "many", "not a whole number" },
        { "Mcp:MaxRequestBytes", "many", "not a whole number from 1024 to 100000000" },
        { "Mcp:MaxRequestBytes", "0", "not a whole number" },
        { "Mcp:MaxBufferedBytes", "4194303", "not a whole number from 4194304" },
        { "Mcp:Subscriptions:Limit", "-1", "must be 0 to 100000" },
        { "Mcp:Subscriptions:LimitPerCaller", "0", "must be 1 to 100000" },
        { "Mcp:Subscriptions:MaxDuration", "00:00:00", "must be 00:00:01 to 1.00:00:00" },
        { "Mcp:Subscriptions:Most", "5", "is not a setting; the settings are Limit, LimitPerCaller, MaxDuration" },
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
    public void Build_OneIssuerTwice_IsRefused() =>
        Should.Throw<SettingsException>(() => Build(new()
        {
            ["Access:DiscoveryUrl"] = Discovery,
            ["Access:AllowedClients"] = "client-1",
            ["Access:Issuers:again:DiscoveryUrl"] = "https://elsewhere.example/.well-known/openid-configuration",
            ["Access:Issuers:again:Issuer"] = "https://issuer.example/pool/",
            ["Access:Issuers:again:AllowedClients"] = "client-2",
        })).Message.ShouldContain("has Access and Access:Issuers:again for one issuer, https://issuer.example/pool: name each issuer once");

    [Fact]
    public void Build_IssuerWithoutClients_IsRefused() =>
        Should.Throw<SettingsException>(() => Build(new() { ["Access:DiscoveryUrl"] = Discovery }))
            .Message.ShouldContain("Access:AllowedClients is empty, so that nobody could call");

    [Theory]
    [InlineData("Access:AllowedClients")]
    [InlineData("Access:RequiredScopes:0")]
    [InlineData("Access:Audience")]
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
