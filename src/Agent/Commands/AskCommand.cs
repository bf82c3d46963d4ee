using System.CommandLine;
using System.Text.Json;
using AgentStack.Agent.Chat;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Commands;

internal static class AskCommand
{
    public static Command Create(AgentFactory factory, string[] settings)
    {
        var prompt = new Argument<string>("prompt") { Description = "What to ask." };
        var json = new Option<bool>("--json") { Description = "Print the whole turn as one JSON object." };
        var command = new Command(
            "ask",
            "Ask once: the answer goes to standard output, tool calls and diagnostics to standard error. Exit code 0, 1"
            + " when the turn failed, 2 when the command or the configuration makes no sense.")
        {
            prompt,
            json,
        };

        command.SetAction((parsed, cancellationToken) => RunAsync(
            factory,
            new AgentRequest(settings, IsServing: false, parsed),
            parsed.GetValue(prompt) ?? "",
            parsed.GetValue(json),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        AgentFactory factory, AgentRequest agent, string prompt, bool isJson, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(prompt))
        {
            await Console.Error.WriteLineAsync("error: the prompt is blank; pass what to ask, such as ask \"What is 2+2?\".");
            return ExitCode.Usage;
        }

        await using var app = await factory(agent, cancellationToken);
        var request = new TurnRequest(prompt, SessionId.New(), Guid.NewGuid().ToString("D"));
        var turns = app.Services.GetRequiredService<TurnRunner>();
        return isJson
            ? await PrintJsonAsync(turns, request, cancellationToken)
            : await PrintTextAsync(turns, request, cancellationToken);
    }

    private static async Task<int> PrintTextAsync(TurnRunner turns, TurnRequest request, CancellationToken cancellationToken)
    {
        var listener = new ConsoleListener(Console.Out, Console.Error);
        await turns.RunAsync(request, listener, cancellationToken);
        return listener.HasFailed ? ExitCode.Failed : ExitCode.Success;
    }

    private static async Task<int> PrintJsonAsync(TurnRunner turns, TurnRequest request, CancellationToken cancellationToken)
    {
        var record = new TurnRecord();
        await turns.RunAsync(request, record, cancellationToken);
        Console.WriteLine(JsonSerializer.Serialize(record.ToReply(request), TurnJson.Wire.TurnReply));
        return record.Failure is null ? ExitCode.Success : ExitCode.Failed;
    }
}
