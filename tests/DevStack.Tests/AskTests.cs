using System.Text.Json;
using AgentStack.Tests.Shared;

namespace AgentStack.DevStack.Tests;

/// <summary>The first command of the README, as a process.</summary>
public sealed class AskTests
{
    private const string Program = "AgentStack.DevStack";

    [Theory]
    [InlineData("What is 2+2?", "4", "→ add_numbers(a: 2, b: 2)|← add_numbers: 4")]
    [InlineData("Add 2 and 3, then multiply the result by 4", "20", "→ add_numbers(a: 2, b: 3)|→ multiply_numbers(a: 5, b: 4)")]
    [InlineData("Greet Alice", "Hello, Alice! Nice to meet you.", "→ greet_user(name: \"Alice\")")]
    [InlineData("What is the capital of France?", "I am AgentStack's offline model", "AWS stand-in")]
    public async Task Ask_APrompt_AnswersOnStandardOutputAndTellsTheCallsBesideIt(string prompt, string answer, string notes)
    {
        var result = await RunAsync("ask", prompt);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain(answer);
        result.Output.ShouldNotContain("→");
        foreach (var note in notes.Split('|'))
            result.Error.ShouldContain(note);
    }

    [Fact]
    public async Task Ask_WithAGateway_CallsTheToolThroughIt()
    {
        var result = await RunAsync("--gateway", "ask", "What is 2+2?");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("4");
        result.Error.ShouldContain("gateway http://127.0.0.1");
        result.Error.ShouldContain("→ inner___add_numbers(a: 2, b: 2)");
    }

    [Fact]
    public async Task Ask_AboutTheCapitalOfFrance_InventsNothing() =>
        (await RunAsync("ask", "What is the capital of France?")).Output.ShouldNotContain("Paris");

    [Fact]
    public async Task Ask_AsJson_PrintsOneObject()
    {
        var result = await RunAsync("ask", "What is 6*7?", "--json");

        var reply = JsonElement.Parse(result.Output);
        reply.GetProperty("result").GetString()!.ShouldContain("42");
        reply.GetProperty("tool_calls")[0].GetProperty("output").GetString().ShouldBe("42");
    }

    [Theory]
    [InlineData("the prompt is blank", "ask", " ")]
    [InlineData("Required argument 'prompt' missing", "ask")]
    [InlineData("--nonsense", "ask", "hi", "--nonsense")]
    [InlineData("Model:MaxTokens must be 1 or more", "ask", "hi", "--Model:MaxTokens=0")]
    [InlineData("--model-endpoint is missing", "ask", "hi", "--model", "foo")]
    [InlineData("is no port", "ask", "hi", "--port", "99999")]
    [InlineData("--Modell:… is no section", "ask", "hi", "--Modell:Id=x")]
    [InlineData("must name a Bedrock model", "ask", "hi", "--Model:Id= ")]
    [InlineData("not a time such as 00:01:30", "ask", "hi", "--Turns:Timeout=10")]
    [InlineData("--model is missing", "ask", "hi", "--model-endpoint", "http://127.0.0.1:9/v1")]
    [InlineData("is no http address", "ask", "hi", "--model-endpoint", "localhost")]
    [InlineData("Model:Identifier is not a setting", "ask", "hi", "--Model:Identifier=x")]
    public async Task Ask_ThatMakesNoSense_SaysSoAndExitsWith2(string words, params string[] arguments)
    {
        var result = await RunAsync(arguments);

        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldContain(words);
        result.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Ask_WhenTheModelCannotBeReached_SaysSoAndExitsWith1()
    {
        var result = await RunAsync("ask", "hi", "--model-endpoint", "http://127.0.0.1:9/v1", "--model", "none");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("error: Bedrock");
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Version_IsPrinted() => (await RunAsync("--version")).Output.Trim().ShouldStartWith("0.1.0");

    private static async Task<SubprocessResult> RunAsync(params string[] arguments)
    {
        await using var process = Subprocess.StartOurs(Program, arguments);
        return await process.FinishAsync();
    }
}
