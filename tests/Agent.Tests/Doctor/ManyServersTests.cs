using AgentStack.Agent.Tests.Tools;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Doctor;

public sealed class ManyServersTests
{
    [Fact]
    public async Task Doctor_AmongTwentyServersOfWhichFiveAreBroken_ExplainsTheFiveAndPassesTheOthers()
    {
        await using var stage = await DoctorStage.StartAsync();
        await using var servers = await TwentyServers.StartAsync();
        foreach (var (key, value) in servers.Settings)
            stage.Settings[key] = value;

        var visit = stage.VisitAsync();
        await Eventually.TrueAsync(() => servers.IsHanging, "the one that hangs to be asked");
        stage.Clock.Advance(TwentyServers.SlowestLimit);

        (await visit).ShouldNotBe(0);
        stage.Red.Select(ServerOf).Distinct().Order().ShouldBe(TwentyServers.Broken.Keys.Order(), stage.Output);
        foreach (var (name, (_, failure)) in TwentyServers.Broken)
            stage.Red.First(line => ServerOf(line) == name).ShouldContain(failure.TrimEnd('.'), customMessage: stage.Output);

        var passed = stage.Output.Split('\n').Where(line => line.StartsWith("ok ", StringComparison.Ordinal)).ToList();
        foreach (var name in servers.GoodNames.Append("tools"))
            passed.ShouldContain(line => line.Contains($" {name}: tools ", StringComparison.Ordinal), stage.Output);
    }

    private static string ServerOf(string line) => line["FAIL".Length..].Split(':')[0].Trim();
}
