using AgentStack.Agent.Commands;

namespace AgentStack.Agent.Tests.Commands;

public sealed class SettingArgumentsTests
{
    [Fact]
    public void Split_TellsSettingsFromWords()
    {
        var (settings, words) = SettingArguments.Split(
            ["ask", "--Model:Id=x", "What is a:b?", "--urls", "http://127.0.0.1:1", "--json", "--Turns:MaxRounds", "3"]);

        settings.ShouldBe(["--Model:Id=x", "--urls", "http://127.0.0.1:1", "--Turns:MaxRounds", "3"]);
        words.ShouldBe(["ask", "What is a:b?", "--json"]);
    }
}
