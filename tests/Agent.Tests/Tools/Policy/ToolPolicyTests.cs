using System.Buffers.Text;
using System.Text.Json;
using AgentStack.Agent.Invocations;
using AgentStack.Agent.Tools.Policy;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Settings;
using Microsoft.Extensions.Configuration;

namespace AgentStack.Agent.Tests.Tools.Policy;

public sealed class ToolPolicyTests
{
    [Theory]
    [InlineData("delete_file", "Ask")]
    [InlineData("DELETE_FILE", "Ask")]
    [InlineData("undelete_file", "Auto")]
    [InlineData("format.disk", "Deny")]
    [InlineData("formatXdisk", "Auto")]
    public void Decide_ByNamePattern_FindsTheRule(string tool, string expected) =>
        Decide(Policy(("Ask", "delete_*"), ("Deny", "format.disk")), Tool(tool)).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("@destructive", false, true, false, "Ask")]
    [InlineData("@destructive", true, false, true, "Auto")]
    [InlineData("@read-only", true, false, true, "Ask")]
    [InlineData("@open-world", false, false, true, "Ask")]
    [InlineData("@open-world", false, true, false, "Auto")]
    public void Decide_ByAnnotation_FindsTheRule(string rule, bool isReadOnly, bool isDestructive, bool isOpenWorld, string expected)
    {
        var tool = Tool("any") with { Hints = new RemoteToolHints(isReadOnly, isDestructive, isOpenWorld) };

        Decide(Policy(("Ask", rule)), tool).ToString().ShouldBe(expected);
    }

    [Fact]
    public void Decide_OfAToolWithoutAnnotations_TakesItAsDestructiveAsTheSpecificationDoes() =>
        Decide(Policy(("Deny", "@destructive")), Tool("any")).ShouldBe(ToolAction.Deny);

    [Fact]
    public void Decide_WithARuleByNameAndOneByAnnotation_FollowsTheName() =>
        Decide(Policy(("Deny", "@destructive"), ("Auto", "delete_temp")), Tool("delete_temp")).ShouldBe(ToolAction.Auto);

    [Fact]
    public void Decide_WithTwoRulesByName_FollowsTheStricter() =>
        Decide(Policy(("Auto", "delete_*"), ("Deny", "*_temp")), Tool("delete_temp")).ShouldBe(ToolAction.Deny);

    [Fact]
    public void Decide_ByServer_LeavesOtherServersAlone()
    {
        var policy = Policy(("Ask", "files/*"));

        Decide(policy, Tool("read")).ShouldBe(ToolAction.Ask);
        Decide(policy, Tool("read") with { Server = "web" }).ShouldBe(ToolAction.Auto);
    }

    [Fact]
    public void Decide_WithoutARule_FollowsTheDefault() =>
        Decide(Policy(("Default", "ask"), ("Auto", "@read-only")), Tool("any")).ShouldBe(ToolAction.Ask);

    [Theory]
    [InlineData("operators", "Auto")]
    [InlineData("guests", "Ask")]
    public void Decide_ByAClaimOfTheCaller_FollowsItsRules(string group, string expected)
    {
        var policy = Policy(
            ("Ask", "*"), ("Callers:ops:Claim", "cognito:groups"), ("Callers:ops:Value", "operators"), ("Callers:ops:Auto", "*"));
        var claims = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string[]> { ["cognito:groups"] = ["staff", group] });
        var caller = CallerWith("Authorization", $"Bearer e30.{Base64Url.EncodeToString(claims)}.c2ln");

        policy.Decide(Tool("any"), caller).Action.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer a.%%%.c")]
    [InlineData("Bearer e30.W10.c2ln")]
    [InlineData("Basic e30.e30.e30")]
    [InlineData("Bearer e30.eyJzdWIiOiJcdWQ4MDAifQ.c2ln")]
    [InlineData("Bearer e30.eyJcdWQ4MDAiOiJhIn0.c2ln")]
    [InlineData("Bearer e30.eyJcdWQ4MDAiOiJhIiwic3ViIjpbIlx1ZDgwMCJdfQ.c2ln")]
    public void Decide_ByAClaimOfATokenThatIsNone_FollowsTheRulesForAll(string authorization) =>
        Policy(("Ask", "*"), ("Callers:all:Claim", "sub"), ("Callers:all:Auto", "*"))
            .Decide(Tool("any"), CallerWith("Authorization", authorization)).Action.ShouldBe(ToolAction.Ask);

    [Fact]
    public void Decide_ByAHeaderOfTheCaller_FollowsItsRules()
    {
        const string Header = "X-Amzn-Bedrock-AgentCore-Runtime-Custom-Mode";
        var policy = Policy(("Callers:careful:Header", Header), ("Callers:careful:Value", "care*"), ("Callers:careful:Deny", "*"));

        policy.Decide(Tool("any"), CallerWith(Header, "careful")).Action.ShouldBe(ToolAction.Deny);
        policy.Decide(Tool("any"), CallerWith(Header, "bold")).Action.ShouldBe(ToolAction.Auto);
    }

    [Theory]
    [InlineData("Ask", "@dangerous", "Policy:Ask holds \"@dangerous\"")]
    [InlineData("Default", "maybe", "the choices are Auto, Ask, Deny")]
    [InlineData("Allow", "x", "Policy:Allow is not a setting")]
    [InlineData("Callers:x:Auto", "y", "Policy:Callers:x:Header or Claim must say")]
    public void Read_OfARuleThatMakesNoSense_NamesIt(string key, string value, string words) =>
        Should.Throw<SettingsException>(() => Policy((key, value))).Message.ShouldContain(words);

    private static ToolAction Decide(ToolPolicy policy, RemoteTool tool) => policy.Decide(tool, Caller.Nobody).Action;

    private static RemoteTool Tool(string name) => new("files", name, "", default);

    private static Caller CallerWith(string header, string value) =>
        new(WorkloadToken: null, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [header] = value });

    private static ToolPolicy Policy(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(each => KeyValuePair.Create<string, string?>($"Policy:{each.Key}", each.Value)))
            .Build();
        var reader = new SettingsReader(configuration);
        var options = ToolPolicyOptions.Read(reader);
        reader.ThrowIfAnyProblem();
        return new ToolPolicy(options);
    }
}
