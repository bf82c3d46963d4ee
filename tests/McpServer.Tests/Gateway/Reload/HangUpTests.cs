using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Gateway.Reload;

/// <summary>The process as an operator runs it.</summary>
public sealed class HangUpTests
{
    [Fact]
    public async Task Process_HangUp_ReadsItsSettingsAgainAndGoesOn()
    {
        using var file = new GatewaySettingsFile();
        file.Write("""{"Gateway":{}}""");
        await using var server = Subprocess.StartOurs("AgentStack.McpServer", "--urls=http://127.0.0.1:0", $"--Gateway:ConfigFile={file.Path}");
        await server.WaitForTextAsync("Application started");

        await server.SignalAsync("HUP");

        await server.WaitForTextAsync("were read again");
        server.HasExited.ShouldBeFalse();
        await server.SignalAsync("TERM");
        (await server.WaitForExitAsync()).ExitCode.ShouldBe(0);
    }
}
