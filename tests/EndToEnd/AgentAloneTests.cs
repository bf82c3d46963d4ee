using AgentStack.Tests.Shared;

namespace AgentStack.EndToEnd.Tests;

/// <summary>The agent's own process, on a machine that knows nothing of AWS.</summary>
public sealed class AgentAloneTests
{
    private static readonly Dictionary<string, string> NoAws = new()
    {
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_CONFIG_FILE"] = "/nowhere/config",
        ["AWS_SHARED_CREDENTIALS_FILE"] = "/nowhere/credentials",
    };

    [Fact]
    public async Task Ask_WithoutAwsSettings_SaysWhatToSet()
    {
        var result = await RunAsync("ask", "hi");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("error: Bedrock could not be called");
        result.Error.ShouldContain("AWS_REGION");
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_WithAnMcpServerUnderM2M_NamesSsmToo()
    {
        var result = await RunAsync("ask", "hi", "--McpServers:tools:Auth=M2M");

        result.Error.ShouldContain("MCP server 'tools': reading the SSM parameters at /app/mcp/tools failed");
    }

    [Fact]
    public async Task Help_NamesTheCommands()
    {
        var result = await RunAsync("--help");

        result.ExitCode.ShouldBe(0);
        foreach (var command in (string[])["serve", "chat", "ask"])
            result.Output.ShouldContain(command);
    }

    private static Task<SubprocessResult> RunAsync(params string[] arguments) =>
        Subprocess.RunAsync(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "AgentStack.Agent.dll"), .. arguments], NoAws);
}
