using System.Text.Json;
using System.Text.RegularExpressions;
using AgentStack.Tests.Shared;

namespace AgentStack.DevStack.Tests;

/// <summary>The commands that look at tools and tokens and call deployed agents, as processes.</summary>
public sealed partial class CommandTests
{
    private const string Program = "AgentStack.DevStack";

    [Fact]
    public async Task ToolsList_TellsAllToolsAndNothingElse()
    {
        var result = await RunAsync("tools", "list");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldStartWith("tools: 10 tools");
        result.Output.ShouldContain("  add_numbers  [auto, read-only]");
        HoldsNoSecret(result);
    }

    [Fact]
    public async Task ToolsCall_TypesItsArgumentsAndPrintsTheResultAlone()
    {
        var result = await RunAsync("tools", "call", "add_numbers", "--arg", "a=2", "--arg", "b=3.5");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.Trim().ShouldBe("5.5");
        HoldsNoSecret(result);
    }

    [Fact]
    public async Task ToolsCall_WithAnAtSignInAnArgument_SendsIt()
    {
        var result = await RunAsync("tools", "call", "echo_message", "--arg", "message=@home");

        result.Output.Trim().ShouldBe("Echo: @home");
    }

    [Fact]
    public async Task ToolsCall_OfAGuardrailTool_IsHeldAgainstTheDemonstrationGuardrail()
    {
        var result = await RunAsync(
            "tools", "call", "validate_content", "--arg", "guardrail_id=shopassistant", "--arg", "content=Returns: within 60 days.");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("automated reasoning found it wrong");
        HoldsNoSecret(result);
    }

    [Fact]
    public async Task Token_TellsWhatItSaysAndNeverTheToken()
    {
        var result = await RunAsync("token");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("client id   agentstack_local_agent");
        HoldsNoSecret(result);
    }

    [Fact]
    public async Task Token_Shown_IsAllOfStandardOutput()
    {
        var result = await RunAsync("token", "--show");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.Trim().Split('.').Length.ShouldBe(3);
        Jwt().IsMatch(result.Output.Trim()).ShouldBeTrue();
        Jwt().IsMatch(result.Error).ShouldBeFalse();
    }

    [Fact]
    public async Task Token_OfAUser_TakesThePasswordFromStandardInput()
    {
        await using var process = Subprocess.StartOurs(Program, "token", "--server", "tools", "--user", "alice");

        var result = await process.FinishAsync("Alice-local-1\n");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("subject     ");
        (result.Output + result.Error).ShouldNotContain("Alice-local-1");
        HoldsNoSecret(result);
    }

    [Fact]
    public async Task Token_OfAUserWithAWrongPassword_SaysSoWithoutIt()
    {
        await using var process = Subprocess.StartOurs(Program, "token", "--server", "tools", "--user", "alice");

        var result = await process.FinishAsync("Wrong-password-1\n");

        result.ExitCode.ShouldBe(1, result.Error);
        result.Error.ShouldContain("error: MCP server 'tools'");
        (result.Output + result.Error).ShouldNotContain("Wrong-password-1");
    }

    [Theory]
    [InlineData("--sigv4")]
    [InlineData("--bearer")]
    [InlineData("--bearer", "--stream")]
    [InlineData("--stream")]
    public async Task Invoke_WithoutAnArn_AsksTheAgentOfTheStackThroughItsFrontDoor(params string[] options)
    {
        var result = await RunAsync(["invoke", "What is 6*7?", .. options]);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("42");
        result.Error.ShouldContain("→ multiply_numbers(a: 6, b: 7)");
        result.Error.ShouldContain("session session-");
        HoldsNoSecret(result);
    }

    [Fact]
    public async Task Invoke_AsJson_PrintsOneObject()
    {
        var result = await RunAsync("invoke", "What is 6*7?", "--json");

        JsonElement.Parse(result.Output).GetProperty("tool_calls")[0].GetProperty("output").GetString().ShouldBe("42");
    }

    [Fact]
    public async Task Chat_WithTheDeployedAgent_AnswersThroughTheFrontDoor()
    {
        await using var chat = Subprocess.StartOurs(Program, "chat", "--remote", "--bearer");

        var result = await chat.FinishAsync("What is 6*7?\n/tools\n/exit\n");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("42");
        result.Output.ShouldContain("runtime/agent-jwt-local");
        HoldsNoSecret(result);
    }

    [Theory]
    [InlineData("--bearer and --sigv4 exclude each other", "invoke", "hi", "--bearer", "--sigv4")]
    [InlineData("the prompt is blank", "invoke", " ")]
    [InlineData("--approve and --deny go without a prompt", "invoke", "hi", "--approve", "1")]
    [InlineData("--session is missing", "invoke", "--deny", "1")]
    [InlineData("--session has 5 characters", "invoke", "hi", "--session", "short")]
    [InlineData("is no agent", "invoke", "hi", "--runtime", "nonsense")]
    [InlineData("is no MCP server that is sent a token; there are tools", "token", "--server", "nope")]
    [InlineData("--user needs to know", "token", "--user", "alice")]
    [InlineData("is no MCP server of the settings; there are tools", "tools", "list", "--server", "nope")]
    [InlineData("\"a\" must be a number", "tools", "call", "add_numbers", "--arg", "a=x", "--arg", "b=1")]
    [InlineData("--remote is missing", "chat", "--bearer")]
    public async Task Command_ThatMakesNoSense_SaysSoAndExitsWith2(string words, params string[] arguments)
    {
        var result = await RunAsync(arguments);

        result.ExitCode.ShouldBe(2, result.Error);
        result.Error.ShouldContain(words);
        result.Error.ShouldNotContain("   at ");
        HoldsNoSecret(result);
    }

    private static async Task<SubprocessResult> RunAsync(params IEnumerable<string> arguments)
    {
        await using var process = Subprocess.StartOurs(Program, arguments);
        return await process.FinishAsync();
    }

    private static void HoldsNoSecret(SubprocessResult result)
    {
        Jwt().IsMatch(result.Output + result.Error).ShouldBeFalse();
        Secret().IsMatch(result.Output + result.Error).ShouldBeFalse();
    }

    [GeneratedRegex(@"\beyJ[\w-]+\.", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Jwt();

    // As the stack makes up its client's.
    [GeneratedRegex(@"\b[0-9a-f]{40}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();
}
