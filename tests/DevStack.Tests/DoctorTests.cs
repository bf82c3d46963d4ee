using System.Text.Json;
using AgentStack.Tests.Shared;

namespace AgentStack.DevStack.Tests;

/// <summary>The doctor on the whole stack, as a process.</summary>
public sealed class DoctorTests
{
    private const string Program = "AgentStack.DevStack";

    [Fact]
    public async Task Doctor_OfTheStack_FindsAllWell()
    {
        var result = await RunAsync("doctor");

        result.ExitCode.ShouldBe(0, result.Output + result.Error);
        result.Output.ShouldNotContain("FAIL", Case.Sensitive);
        result.Output.ShouldNotContain("\u001b");
        foreach (var step in (string[])["settings", "AWS credentials", "tools: token", "tools: front door", "tools: tools", "model", "conversations"])
            result.Output.ShouldContain($"ok   {step} ");
    }

    [Fact]
    public async Task Doctor_OfSettingsThatMakeNoSense_NamesThemAndLooksAtTheRest()
    {
        var result = await RunAsync("doctor", "--json", "--Modell:Id=x", "--Turns:MaxRounds=none");

        result.ExitCode.ShouldBe(10, result.Error);
        var steps = JsonElement.Parse(result.Output).GetProperty("steps").EnumerateArray().ToList();
        steps[0].GetProperty("cause").GetString()!.ShouldContain("--Modell:… is no section of settings");
        steps[0].GetProperty("cause").GetString()!.ShouldContain("Turns:MaxRounds is \"none\"");
        steps.Skip(1).ShouldAllBe(step => step.GetProperty("status").GetString() == "ok");
    }

    [Fact]
    public async Task Doctor_OfAServerThatNobodyConfigured_NamesThoseThatAre()
    {
        var result = await RunAsync("doctor", "--server", "nobody");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("no MCP server is named nobody; configured are: tools");
    }

    private static async Task<SubprocessResult> RunAsync(params string[] arguments)
    {
        await using var process = Subprocess.StartOurs(Program, arguments);
        return await process.FinishAsync();
    }
}
