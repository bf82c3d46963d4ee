using AgentStack.Agent.Conversations;
using AgentStack.Agent.Tools;
using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Chat;

/// <summary>A conversation at the console: a line in, an answer out, until the input ends.</summary>
internal sealed class ConsoleChat(
    TurnRunner turns, ToolCatalog catalog, TextReader input, TextWriter output, bool isInteractive)
{
    private const string Prompt = "you> ";
    private const string Commands = "/tools lists the tools, /reset forgets the conversation, /exit ends the chat.";

    private SessionId _session = SessionId.New();

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(Interrupts interrupts)
    {
        interrupts.OnWarning = () =>
        {
            output.WriteLine("(Ctrl+C again, or /exit, ends the chat)");
            if (isInteractive)
                output.Write(Prompt);
        };
        if (isInteractive)
            await output.WriteLineAsync(Commands);

        while (await ReadLineAsync(interrupts.Quit) is { } line)
        {
            if (line.Trim() is not { Length: > 0 } text)
                continue;

            if (text == "/exit")
                break;

            var isComplete = await interrupts.RunTurnAsync(cancellation => AnswerAsync(text, cancellation));
            if (!isComplete)
                await output.WriteLineAsync($"{Environment.NewLine}  (cancelled; the turn is not kept)");
        }

        return 0;
    }

    private async Task AnswerAsync(string text, CancellationToken cancellationToken)
    {
        switch (text)
        {
            case "/help":
                await output.WriteLineAsync($"  {Commands}");
                break;
            case "/tools":
                await ListToolsAsync(cancellationToken);
                break;
            case "/reset":
                _session = SessionId.New();
                await output.WriteLineAsync("  (a new conversation)");
                break;
            case ['/', ..]:
                await output.WriteLineAsync($"  There is no command {PrintableText.Line(text, 40)}. {Commands}");
                break;
            default:
                var request = new TurnRequest(text, _session, Guid.NewGuid().ToString("D"));
                await turns.RunAsync(request, new ConsoleListener(output, output), cancellationToken);
                break;
        }
    }

    private async Task ListToolsAsync(CancellationToken cancellationToken)
    {
        var tools = await catalog.GetAsync(cancellationToken);
        foreach (var tool in tools.Tools)
            await output.WriteLineAsync($"  {tool.WireName} ({tool.Remote.Server}): {PrintableText.Line(tool.Remote.Description, 90)}");

        foreach (var warning in tools.Warnings)
            await output.WriteLineAsync($"  ! {PrintableText.Of(warning)}");

        if (tools.Tools.Count == 0)
            await output.WriteLineAsync("  There are no tools. McpServers in the configuration names the servers that bring some.");
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        if (isInteractive)
            await output.WriteAsync(Prompt);

        try
        {
            // A console read cannot be cancelled; the thread that waits in it ends with the process.
            return await Task.Run(input.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
