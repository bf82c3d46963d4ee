using System.Text.Json;
using AgentStack.LocalAws;
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
    public async Task Serve_InProduction_LogsJsonLinesWithRequestAndSession()
    {
        await using var aws = await LocalAwsServer.StartAsync(new LocalAwsOptions(), TestContext.Current.CancellationToken);
        await using var agent = Subprocess.Start(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "AgentStack.Agent.dll"), "--urls", "http://127.0.0.1:0"], aws.Environment);
        await agent.WaitForTextAsync("Now listening on");
        var address = JsonElement.Parse(agent.Output.Split('\n')[0]).GetProperty("State").GetProperty("address").GetString()!;
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new StringContent("\"hello\"") };
        request.Headers.Add("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", "the-session");
        request.Headers.Add("X-Amzn-Bedrock-AgentCore-Runtime-Request-Id", "the-request");

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        await agent.WaitForTextAsync("Turn done");
        await agent.SignalAsync("TERM");
        var result = await agent.WaitForExitAsync();

        response.IsSuccessStatusCode.ShouldBeTrue();
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        var scope = lines.Single(line => line.GetProperty("Message").GetString()!.StartsWith("Turn done", StringComparison.Ordinal))
            .GetProperty("Scopes").EnumerateArray().Last();
        scope.GetProperty("requestId").GetString().ShouldBe("the-request");
        scope.GetProperty("sessionId").GetString().ShouldBe("the-session");
        result.ExitCode.ShouldBe(0);
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
