using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AgentStack.Tests.Shared;

namespace AgentStack.EndToEnd.Tests;

/// <summary>What the agent's process says, and ends with, when it cannot go on.</summary>
public sealed class EndingTests
{
    [Fact]
    public async Task Serve_OnAPortThatIsTaken_EndsWith3AndOneJsonLine()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var result = await RunAsync("Production", "--urls", $"http://{listener.LocalEndpoint}");

        result.ExitCode.ShouldBe(3);
        var line = JsonElement.Parse(result.Error.Trim().Split('\n')[^1]);
        line.GetProperty("level").GetString().ShouldBe("CRITICAL");
        line.GetProperty("message").GetString()!.ShouldContain($"{listener.LocalEndpoint}");
        line.GetProperty("errorType").GetString().ShouldBe("address_in_use");
        line.GetProperty("remedy").GetString()!.ShouldContain("--urls");
        line.GetProperty("exitCode").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Serve_WithSettingsThatMakeNoSense_EndsWith2BeforeItListens()
    {
        var production = await RunAsync("Production", "--Model:MaxTokens=0", "--urls=nonsense");
        var development = await RunAsync("Development", "--Model:MaxTokens=0", "--urls=nonsense");

        production.ExitCode.ShouldBe(2);
        production.Output.ShouldBeEmpty();
        var message = JsonElement.Parse(production.Error.Trim()).GetProperty("message").GetString()!;
        message.ShouldContain("Model:MaxTokens must be 1 or more");
        message.ShouldContain("urls holds \"nonsense\"");
        development.ExitCode.ShouldBe(2);
        development.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        development.Error.ShouldContain("settings: Model:MaxTokens must be 1 or more");
    }

    [Fact]
    public async Task Serve_OnAnAddressOfAnotherMachine_EndsWith3()
    {
        var result = await RunAsync("Development", "--urls", "http://192.0.2.1:8080");

        result.ExitCode.ShouldBe(3);
        result.Error.ShouldContain("an address of this machine");
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Serve_ThatCannotStart_EndsWith4AndOneLineWithoutAStackTrace(string environment)
    {
        // Kestrel's own section is the framework's to read, and it does so late.
        var result = await RunAsync(environment, "--Kestrel:Endpoints:Http:Url=nonsense");

        result.ExitCode.ShouldBe(4);
        var last = result.Error.Trim().Split('\n')[^1];
        if (environment == "Production")
            JsonElement.Parse(last).GetProperty("exitCode").GetInt32().ShouldBe(4);
        else
            last.ShouldStartWith("error: ");

        result.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Serve_WhoseThreadFails_EndsWith4AndOneJsonLineWithoutAStackTrace()
    {
        await using var agent = Subprocess.Start(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "AgentStack.Agent.dll"), "--urls", "http://127.0.0.1:0"],
            new Dictionary<string, string> { ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location });
        await agent.WaitForTextAsync("Now listening on");

        await agent.Input.WriteLineAsync("fail");
        var result = await agent.WaitForExitAsync();

        result.ExitCode.ShouldBe(4);
        var line = JsonElement.Parse(result.Error.Trim().Split('\n')[^1]);
        line.GetProperty("message").GetString()!.ShouldContain("a thread of nobody's");
        line.GetProperty("errorType").GetString().ShouldBe("InvalidOperationException");
        result.Error.ShouldNotContain("   at ");
    }

    private static Task<SubprocessResult> RunAsync(string environment, params string[] arguments) => Subprocess.RunAsync(
        "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "AgentStack.Agent.dll"), .. arguments],
        new Dictionary<string, string> { ["DOTNET_ENVIRONMENT"] = environment });
}
