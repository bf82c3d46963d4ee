namespace AgentStack.Settings.Tests;

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

    [Fact]
    public void Check_OfAMisspeltSection_NamesItAndTheRightOnes() =>
        Should.Throw<SettingsException>(() => SettingArguments.Check(["--Modell:Id=x", "--urls", "http://a:1"], "Model", "Turns"))
            .Problems.ShouldHaveSingleItem().ShouldBe("--Modell:… is no section of settings; the sections are Model, Turns");

    [Fact]
    public void Check_OfKnownSections_IsSilent() =>
        Should.NotThrow(() => SettingArguments.Check(["--model:Id=x", "--Logging:LogLevel:Default=Debug", "--urls=http://a:1"], "Model"));
}
