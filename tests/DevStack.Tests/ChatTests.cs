using System.Net.Http.Json;
using System.Text.RegularExpressions;
using AgentStack.Tests.Shared;

namespace AgentStack.DevStack.Tests;

/// <summary>The chat, as a process with piped input.</summary>
public sealed partial class ChatTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_WithPipedInput_AnswersRemembersAndEnds()
    {
        await using var chat = Subprocess.StartOurs("AgentStack.DevStack");

        var result = await chat.FinishAsync("What is 2+2?\nand multiply that by 3\n/tools\n/exit\nnever\n");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldContain("The model is the offline one");
        result.Output.ShouldContain("← add_numbers: 4");
        result.Output.ShouldContain("← multiply_numbers: 12");
        result.Output.ShouldContain("greet_user (tools):");
        result.Output.ShouldNotContain("never");
    }

    [Fact]
    public async Task Chat_Interrupted_CancelsTheTurnAndGoesOn()
    {
        await using var chat = Subprocess.StartOurs("AgentStack.DevStack", "chat");
        await chat.WaitForTextAsync("The model is");
        using var http = new HttpClient { BaseAddress = new Uri(StandIn().Match(chat.Error).Groups["url"].Value) };
        await SetFaultAsync(http);

        await chat.Input.WriteLineAsync("What is 2+2?");
        await chat.Input.FlushAsync(Cancellation);
        await Eventually.TrueAsync(() => IsFaultTakenAsync(http), "the turn to reach the model");
        await chat.SignalAsync("INT");
        await chat.WaitForTextAsync("(cancelled)");
        var result = await chat.FinishAsync("What is 3+3?\n");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("3 + 3 = 6");
        result.Output.ShouldNotContain("2 + 2");
    }

    [Fact]
    public async Task Chat_InterruptedTwice_Quits()
    {
        await using var chat = Subprocess.StartOurs("AgentStack.DevStack", "chat");
        await chat.WaitForTextAsync("The model is");
        await chat.Input.WriteLineAsync("/tools");
        await chat.Input.FlushAsync(Cancellation);
        await chat.WaitForTextAsync("greet_user");

        await chat.SignalAsync("INT");
        await chat.WaitForTextAsync("(Ctrl+C again, or /exit, ends the chat)");
        await chat.SignalAsync("INT");

        (await chat.WaitForExitAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Chat_ToldToStop_Ends()
    {
        await using var chat = Subprocess.StartOurs("AgentStack.DevStack", "chat");
        await chat.WaitForTextAsync("The model is");
        await chat.Input.WriteLineAsync("/tools");
        await chat.Input.FlushAsync(Cancellation);
        await chat.WaitForTextAsync("greet_user");

        await chat.SignalAsync("TERM");

        (await chat.WaitForExitAsync()).ExitCode.ShouldBe(0);
    }

    private static async Task SetFaultAsync(HttpClient http)
    {
        using var response = await http.PostAsJsonAsync(
            "/_local/faults", new { operation = "ConverseStream", kind = "delay", delay_ms = 120_000 }, Cancellation);
        response.EnsureSuccessStatusCode();
    }

    private static async Task<bool> IsFaultTakenAsync(HttpClient http) =>
        !(await http.GetStringAsync("/_local/faults", Cancellation)).Contains("ConverseStream", StringComparison.Ordinal);

    [GeneratedRegex("AWS stand-in (?<url>http://[0-9.:]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StandIn();
}
