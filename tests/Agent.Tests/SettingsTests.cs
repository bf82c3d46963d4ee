using AgentStack.Settings;

namespace AgentStack.Agent.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Build_WithSettingsThatMakeNoSense_NamesThemAllWithKeyAndRemedy()
    {
        var failure = Should.Throw<SettingsException>(() => AgentApplication.Build(
        [
            "--Model:MaxTokens=0", "--Model:Identifier=x", "--Model:Temperature=3", "--Turns:MaxRounds=none", "--McpServers:tools:Auth=None",
        ]));

        failure.Problems.ShouldContain(problem => problem.Contains("Model:MaxTokens must be 1 or more", StringComparison.Ordinal)
            && problem.Contains("Model__MaxTokens", StringComparison.Ordinal));
        failure.Problems.ShouldContain(problem => problem.StartsWith("Model:Identifier is not a setting", StringComparison.Ordinal));
        failure.Problems.ShouldContain(problem => problem.StartsWith("Model:Temperature", StringComparison.Ordinal));
        failure.Problems.ShouldContain(problem => problem.StartsWith("Turns:MaxRounds is \"none\", which is not a number", StringComparison.Ordinal));
        failure.Problems.ShouldContain(problem => problem.StartsWith("McpServers:tools:Url is missing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("8080")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("ftp://127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:8080;nonsense")]
    [InlineData("http://127.0.0.1:8080/agent")]
    public void Build_WithAddressesThatAreNone_NamesThemWithTheOtherFaults(string urls)
    {
        var failure = Should.Throw<SettingsException>(() => AgentApplication.Build([$"--urls={urls}", "--Model:MaxTokens=0"]));

        failure.Problems.ShouldContain(problem => problem.StartsWith("urls holds", StringComparison.Ordinal));
        failure.Problems.ShouldContain(problem => problem.StartsWith("Model:MaxTokens", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Build_WithALimitInDollarsForAModelWithoutAPrice_NamesBothKeysAndTheRemedy()
    {
        string[] limited = ["--Turns:MaxCostUsd=0.50", "--Model:Id=amazon.nova-lite-v1:0"];
        string[] priced = ["--Prices:0:Model=*nova-*", "--Prices:0:Input=1", "--Prices:0:Output=2"];

        Should.Throw<SettingsException>(() => AgentApplication.Build(limited)).Problems.ShouldHaveSingleItem().ShouldStartWith(
            "Turns:MaxCostUsd would limit nothing: no price is known for Model:Id amazon.nova-lite-v1:0; write one as Prices:0:Model");

        await AgentApplication.Build([.. limited, .. priced]).DisposeAsync();
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://+:8080;http://[::1]:0/")]
    [InlineData("http://unix:/tmp/agent.sock")]
    public async Task Build_WithAddressesThatKestrelTakes_IsDone(string urls) =>
        await AgentApplication.Build([$"--urls={urls}"]).DisposeAsync();
}
