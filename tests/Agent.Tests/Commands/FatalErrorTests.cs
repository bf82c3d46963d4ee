using AgentStack.Agent.Commands;
using AgentStack.Settings;

namespace AgentStack.Agent.Tests.Commands;

public sealed class FatalErrorTests
{
    [Fact]
    public void Lines_OfAWrongArgument_CallItNoSetting()
    {
        var end = FatalError.From(new UsageException("--session is missing: name one"), "");

        end.ToLines().ShouldBe(["error: --session is missing: name one"]);
        end.ExitCode.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void Lines_OfWrongSettings_AreOneEach()
    {
        var end = FatalError.From(new SettingsException(["Model:Id is wrong", "Turns:Timeout is wrong"]), "");

        end.ToLines().ShouldBe(["settings: Model:Id is wrong", "settings: Turns:Timeout is wrong"]);
        end.ExitCode.ShouldBe(ExitCode.Usage);
    }
}
