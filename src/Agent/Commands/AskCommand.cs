using System.CommandLine;
using System.Text.Json;
using AgentStack.Agent.Chat;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Turns;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Commands;

internal static class AskCommand
{
    public static Command Create(AgentFactory factory, string[] settings)
    {
        var prompt = new Argument<string>("prompt") { Description = "What to ask." };
        var json = new Option<bool>("--json") { Description = "Print the whole turn as one JSON object." };
        var yes = new Option<bool>("--yes") { Description = "Allow the calls that the policy would ask about." };
        var command = new Command(
            "ask",
            "Ask once: the answer goes to standard output, tool calls and diagnostics to standard error. Exit code 0, 1"
            + " when the turn failed, 2 when the command or the configuration makes no sense.")
        {
            prompt,
            json,
            yes,
        };

        command.SetAction((parsed, cancellationToken) => RunAsync(
            factory,
            new AgentRequest(settings, IsServing: false, parsed),
            new AskOptions(parsed.GetValue(prompt) ?? "", parsed.GetValue(json), parsed.GetValue(yes)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        AgentFactory factory, AgentRequest agent, AskOptions options, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(options.Prompt))
        {
            await Console.Error.WriteLineAsync("error: the prompt is blank; pass what to ask, such as ask \"What is 2+2?\".");
            return ExitCode.Usage;
        }

        await using var app = await factory(agent, cancellationToken);
        var turns = app.Services.GetRequiredService<TurnRunner>();
        var listener = options.IsJson
            ? new ConsoleListener(TextWriter.Null, TextWriter.Null)
            : new ConsoleListener(Console.Out, Console.Error);
        var record = new TurnRecord(listener);
        var request = new TurnRequest(options.Prompt, SessionId.New(), Guid.NewGuid().ToString("D"));
        await turns.RunAsync(request, record, cancellationToken);
        while (options.AllowsAll && record.TakeApproval() is { } approval)
        {
            var decisions = new ApprovalDecisions([.. approval.Calls.Select(call => call.Id)], []);
            await turns.RunAsync(request with { Prompt = null, Decisions = decisions }, record, cancellationToken);
        }

        if (options.IsJson)
            Console.WriteLine(JsonSerializer.Serialize(record.ToReply(request), TurnJson.Wire.TurnReply));

        if (record.Approval is { } waiting)
            await Console.Error.WriteLineAsync($"  error: {Tools(waiting)} needs a person's consent (Policy:Ask); --yes gives it, chat asks.");

        return record.Failure is null && record.Approval is null ? ExitCode.Success : ExitCode.Failed;
    }

    private static string Tools(ApprovalEvent waiting) => string.Join(", ", waiting.Calls.Select(call => call.Tool).Distinct());
}
