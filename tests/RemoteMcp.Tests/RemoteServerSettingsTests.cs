using AgentStack.Settings;
using Microsoft.Extensions.Configuration;

namespace AgentStack.RemoteMcp.Tests;

public sealed class RemoteServerSettingsTests
{
    [Fact]
    public void Settings_OfSeveralServersThatAreWrong_AreAllNamedByTheirKeys()
    {
        var failure = Should.Throw<SettingsException>(() => Read(
            ("one:Url", "ftp://x"),
            ("one:RuntimeArn", "nonsense"),
            ("two:Auth", "None"),
            ("three:CallTimeout", "00:00:00"),
            ("three:ConnectTimeout", "soon"),
            ("four:Auth", "Magic"),
            ("five:Uri", "http://127.0.0.1/mcp"),
            ("a name with spaces:Url", "http://127.0.0.1/mcp")));

        string[] beginnings =
        [
            "McpServers:one:Url and RuntimeArn are both set", "McpServers:one:RuntimeArn must look like", "McpServers:one:Url must be",
            "McpServers:two:Url is missing", "McpServers:three:CallTimeout must be above zero",
            "McpServers:three:ConnectTimeout is \"soon\", which is not a time", "McpServers:four:Auth is \"Magic\", which is not a choice",
            "McpServers:five:Uri is not a setting", "McpServers:a name with spaces is no name",
        ];
        foreach (var beginning in beginnings)
            failure.Problems.ShouldContain(problem => problem.StartsWith(beginning, StringComparison.Ordinal), beginning);
    }

    [Fact]
    public void Settings_ThatAreGood_AreReadWithTheirDefaults()
    {
        var servers = Read(("tools:Auth", "M2M"), ("other:Auth", "none"), ("other:Url", "http://127.0.0.1:8000/mcp")).Servers;

        servers["tools"].Qualifier.ShouldBe("DEFAULT");
        servers["tools"].CallTimeout.ShouldBe(TimeSpan.FromSeconds(60));
        servers["other"].Auth.ShouldBe(RemoteServerAuth.None);
    }

    [Theory]
    [InlineData("GatewayUrl=https://g/mcp Url=https://u/mcp", "Url and GatewayUrl are both set")]
    [InlineData("GatewayUrl=https://g/mcp Url=https://u/mcp RuntimeArn=arn:aws:bedrock-agentcore:eu-west-1:123456789012:runtime/x", "Url and RuntimeArn and GatewayUrl are all set")]
    [InlineData("Url=http://user:pw@127.0.0.1/mcp", "Url must be an absolute http or https address without a user in it")]
    [InlineData("GatewayUrl=ftp://g", "GatewayUrl must be an absolute http or https address")]
    [InlineData("Qualifier=_", null)]
    [InlineData("Auth=7 Url=https://u/mcp", "Auth must be one of M2M, SigV4, Bearer, UserPassword, None")]
    [InlineData("Auth=Bearer", "Url is missing; with Auth=Bearer")]
    [InlineData("Auth=SigV4", "Url is missing; with Auth=SigV4")]
    [InlineData("Auth=Bearer Url=https://u/mcp", null)]
    [InlineData("Auth=Bearer Url=https://u/mcp Token=é", "Token must be one word of printable ASCII")]
    [InlineData("Auth=Bearer Url=https://u/mcp Token=x ClientSecret=x", "ClientSecret does not belong to Auth=Bearer, only to M2M or UserPassword")]
    [InlineData("Token=x", "Token does not belong to Auth=M2M, only to Bearer")]
    [InlineData("UserName=x", "UserName does not belong to Auth=M2M, only to UserPassword")]
    [InlineData("Auth=UserPassword Scope=x", "Scope does not belong to Auth=UserPassword, only to M2M")]
    [InlineData("Auth=UserPassword UserName=u Password=p ClientId=c DiscoveryUrl=https://i", null)]
    [InlineData("Auth=None Url=https://u/mcp ClientId=x", "ClientId does not belong to Auth=None")]
    [InlineData("DiscoveryUrl=issuer", "DiscoveryUrl must be the issuer's")]
    [InlineData("Region=eu-west-1", "Region does not belong to Auth=M2M, only to SigV4")]
    [InlineData("Auth=SigV4 Url=https://u/mcp Region=Ireland", "Region must be an AWS region")]
    [InlineData("Auth=SigV4 Region=eu-west-1 RuntimeArn=arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/x", "Region is eu-west-1, and the runtime of RuntimeArn is in us-east-1")]
    [InlineData("PassHeaders=X-User,X-Tenant", null)]
    [InlineData("PassHeaders=X-User,X:Y", "PassHeaders holds \"X:Y\", which is not the name of a header")]
    [InlineData("PassHeaders=content-length", "PassHeaders holds content-length, which belongs to the connection")]
    [InlineData("PassHeaders=Authorization", "PassHeaders holds Authorization, where Auth=M2M writes its own")]
    [InlineData("Auth=None Url=https://u/mcp PassHeaders=Authorization", null)]
    [InlineData("MaxResultBytes=0", "MaxResultBytes must be 1 or more")]
    [InlineData("TokenPrice=-1", "TokenPrice must not be below zero")]
    [InlineData("TokenPrice=0.002", null)]
    [InlineData("CallTimeout=30.00:00:00", "CallTimeout must be above zero, such as 00:01:00, and a day at most")]
    [InlineData("Tools:Alow=add_*", "Tools:Alow is not a setting; the settings are Allow, Deny")]
    [InlineData("Tools:Allow=add_*,list_*", null)]
    [InlineData("Command=npx", "Command is for the upstreams of a gateway; an agent starts no processes")]
    [InlineData("Arguments=x", "Arguments belongs to Command, which is not set")]
    public void Settings_OfOneServer_AreHeldToTheirRules(string settings, string? problem)
    {
        var pairs = settings.Split(' ').Select(pair => pair.Split('=', 2)).Select(pair => ($"one:{pair[0]}", pair[1])).ToArray();
        if (problem is null)
        {
            Read(pairs).Servers.ShouldHaveSingleItem();
            return;
        }

        var failure = Should.Throw<SettingsException>(() => Read(pairs));
        failure.Problems.ShouldContain(found => found.StartsWith($"McpServers:one:{problem}", StringComparison.Ordinal), string.Join("\n", failure.Problems));
        failure.Problems.Count.ShouldBe(1);
    }

    [Fact]
    public void Settings_ThatAreLists_CanBeOneText()
    {
        var options = Read(("one:PassHeaders", "X-User, X-Tenant"), ("one:Tools:Allow", "add_*"), ("one:Tools:Deny:0", "a"), ("one:Tools:Deny:1", "b")).Servers["one"];

        options.PassHeaders.ShouldBe(["X-User", "X-Tenant"]);
        options.Tools.Allow.ShouldBe(["add_*"]);
        options.Tools.Deny.ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("Command=npx", "Auth is M2M, and a Command is asked nothing; set it to None")]
    [InlineData("Command=npx Auth=None Url=https://u/mcp", "Url and Command are both set")]
    [InlineData("Command=npx Auth=None PassHeaders=X-User", "PassHeaders has no use with Command")]
    [InlineData("Url=https://u/mcp Auth=None WorkingDirectory=/tmp", "WorkingDirectory belongs to Command")]
    [InlineData("Url=https://u/mcp Auth=None Oher=1", "Oher is not a setting; the settings are")]
    [InlineData("Command=npx Auth=None Arguments=-y,server Environment:KEY=1 PassEnvironment=NODE_* WorkingDirectory=/tmp Other=1", null)]
    public void Settings_OfAGateway_AreHeldToTheirRulesUnderItsSection(string settings, string? problem)
    {
        var reader = new SettingsReader(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Split(' ').Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create($"Gateway:Upstreams:one:{pair[0]}", (string?)pair[1])))
            .Build());

        var options = RemoteServerSettings.Read(reader, "Gateway:Upstreams", "Other").Servers["one"];

        if (problem is not null)
        {
            reader.Problems.ShouldHaveSingleItem().ShouldStartWith($"Gateway:Upstreams:one:{problem}");
            return;
        }

        reader.Problems.ShouldBeEmpty();
        options.Arguments.ShouldBe(["-y", "server"]);
        options.Environment.ShouldBe(new Dictionary<string, string> { ["KEY"] = "1" });
    }

    private static RemoteServerSettings Read(params (string Key, string Value)[] settings)
    {
        var reader = new SettingsReader(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"McpServers:{s.Key}", (string?)s.Value)))
            .Build());
        var servers = RemoteServerSettings.Read(reader);
        reader.ThrowIfAnyProblem();
        return servers;
    }
}
