using System.CommandLine;
using AgentStack.Agent.Chat;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Remote;
using AgentStack.Agent.Turns;
using AgentStack.Settings;

namespace AgentStack.Agent.Commands;

internal static class InvokeCommand
{
    private const string Runtime = "--runtime";

    public static Command Create(AgentFactory factory, string[] settings)
    {
        var prompt = new Argument<string?>("prompt") { Description = "What to ask.", Arity = ArgumentArity.ZeroOrOne };
        var remote = new RemoteOptions(Runtime);
        var session = new Option<string?>("--session") { Description = "Go on with that conversation: 33 to 256 characters; without it a new one begins." };
        var stream = new Option<bool>("--stream") { Description = "Print the answer as it comes." };
        var json = new Option<bool>("--json") { Description = "Print the answer's JSON as the agent wrote it; with --stream a line for each event." };
        var approve = new Option<string[]>("--approve") { Description = "Ids of calls that wait and shall run.", AllowMultipleArgumentsPerToken = true };
        var deny = new Option<string[]>("--deny") { Description = "Ids of calls that wait and shall not.", AllowMultipleArgumentsPerToken = true };
        var command = new Command(
            "invoke",
            "Ask a deployed agent through AgentCore: the answer goes to standard output, all else to standard error. Exit code 0, 1"
            + " when it failed or waits for a decision, 2 when the command or the configuration makes no sense.")
        {
            prompt,
            session,
            stream,
            json,
            approve,
            deny,
        };
        remote.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var decisions = new ApprovalDecisions(parsed.GetValue(approve) ?? [], parsed.GetValue(deny) ?? []);
            var options = new InvokeOptions(
                remote.Read(parsed),
                parsed.GetValue(prompt),
                parsed.GetValue(session),
                parsed.GetValue(stream),
                parsed.GetValue(json),
                decisions.All.Count > 0 ? decisions : null);
            Check(options);

            await using var app = await factory(new AgentRequest(settings, IsServing: false, parsed), cancellationToken);
            using var interrupts = new Interrupts();
            return await RunAsync(app.Services, options, CommandConsole.OfProcess, interrupts);
        });
        return command;
    }

    /// <exception cref="SettingsException">The options make no sense together.</exception>
    internal static void Check(InvokeOptions options)
    {
        if (options.Decisions is null == string.IsNullOrWhiteSpace(options.Prompt))
        {
            throw new UsageException(options.Decisions is null
                ? "the prompt is blank; pass what to ask, such as invoke \"What is 2+2?\", or --approve ID or --deny ID"
                : "--approve and --deny go without a prompt: the prompt belongs to the turn after");
        }

        if (options.Decisions is not null && options.Session is null)
            throw new UsageException("--session is missing: the calls wait in the session that the call before it named");
    }

    internal static async Task<int> RunAsync(
        IServiceProvider services, InvokeOptions options, CommandConsole console, Interrupts interrupts)
    {
        using var agent = services.GetRequiredService<RemoteAgents>().Open(options.Target);
        var session = options.Session ?? SessionId.New().Value;
        if (agent.Address.Arn is not null && RemoteSessionId.Problem(session) is { } problem)
            throw new UsageException(problem);

        await console.Notes.WriteLineAsync($"  session {PrintableText.Of(session)}");
        var turn = new TurnRequest(options.Prompt, new SessionId(session), Guid.NewGuid().ToString("D")) { Decisions = options.Decisions };
        var listener = new InvokeListener(console, options.IsJson);
        var isComplete = await interrupts.RunTurnAsync(token => agent.RunAsync(turn, options.IsStreamed, listener, token));
        if (!isComplete)
            return await console.FailAsync("cancelled");

        foreach (var waiting in listener.Waiting)
        {
            await console.Notes.WriteLineAsync(PrintableText.Of(
                $"  ? {waiting.Tool}({ConsoleListener.Describe(waiting.Arguments, int.MaxValue)}) waits, asked for by {waiting.Reason}:"
                + $" invoke --session {session} --approve {waiting.Id} runs it, --deny {waiting.Id} does not"));
        }

        return listener.HasFailed || listener.Waiting.Count > 0 ? ExitCode.Failed : ExitCode.Success;
    }
}
