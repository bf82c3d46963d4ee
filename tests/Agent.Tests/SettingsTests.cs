using AgentStack.Agent.Settings;

namespace AgentStack.Agent.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Build_WithSettingsThatMakeNoSense_NamesThemAllWithKeyAndRemedy()
    {
        var failure = Should.Throw<SettingsException>(() => AgentApplication.Build(
        [
            "--Model:MaxTokens=0", "--Model:Temperature=3", "--Turns:MaxRounds=none", "--McpServers:tools:Auth=None",
        ]));

        failure.Problems.ShouldContain(problem => problem.Contains("Model:MaxTokens must be 1 or more", StringComparison.Ordinal)
            && problem.Contains("Model__MaxTokens", StringComparison.Ordinal));
        failure.Problems.ShouldContain(problem => problem.StartsWith("Model:Temperature", StringComparison.Ordinal));
        failure.Problems.ShouldContain(problem => problem.StartsWith("Turns cannot be read", StringComparison.Ordinal));
        failure.Problems.ShouldContain(problem => problem.StartsWith("McpServers:tools:Url is missing", StringComparison.Ordinal));
    }
}
