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
}
