using AgentStack.Agent.Conversations;
using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Chat;

/// <summary>A conversation at the console: a line in, an answer out, until the input ends.</summary>
internal sealed class ConsoleChat
{
    private const string Prompt = "you> ";
    private const string Commands = "/tools lists the tools, /reset begins a new conversation, /exit ends the chat.";

    private readonly ConsoleInput _input;
    private readonly ConsoleApprovals _approvals;

    private readonly IChatAgent _agent;
    private readonly TextWriter _output;
    private readonly bool _isInteractive;

    public ConsoleChat(IChatAgent agent, TextReader input, TextWriter output, bool isInteractive)
    {
        (_agent, _output, _isInteractive) = (agent, output, isInteractive);
        _input = new ConsoleInput(input);
        _approvals = new ConsoleApprovals(_input, output, isInteractive);
    }

    /// <summary>The conversation that the next line belongs to.</summary>
    public SessionId Session { get; set; } = SessionId.New();

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(Interrupts interrupts)
    {
        interrupts.OnWarning = () =>
        {
            _output.WriteLine("(Ctrl+C again, or /exit, ends the chat)");
            if (_isInteractive)
                _output.Write(Prompt);
        };
        if (_isInteractive)
        {
            await _output.WriteLineAsync(Commands);
            await _output.WriteLineAsync($"This conversation is --session {PrintableText.Of(Session.Value)}");
        }

        await interrupts.RunTurnAsync(GoOnAsync);
        while (await ReadLineAsync(interrupts.Quit) is { } line)
        {
            if (line.Trim() is not { Length: > 0 } text)
                continue;

            if (text == "/exit")
                break;

            var isComplete = await interrupts.RunTurnAsync(cancellation => AnswerAsync(text, cancellation));
            if (!isComplete)
                await _output.WriteLineAsync($"{Environment.NewLine}  (cancelled)");
        }

        return 0;
    }

    // Calls that waited when an earlier chat ended are asked for first.
    private async Task GoOnAsync(CancellationToken cancellationToken)
    {
        var (turns, isWaiting) = await _agent.LookAsync(Session, cancellationToken);
        if (turns > 0 && _isInteractive)
            await _output.WriteLineAsync($"  (it has {turns} turns)");

        if (isWaiting)
        {
            var nothingDecided = new TurnRequest(Prompt: null, Session, RequestId()) { Decisions = new ApprovalDecisions([], []) };
            await RunTurnAsync(nothingDecided, cancellationToken);
        }
    }

    private async Task AnswerAsync(string text, CancellationToken cancellationToken)
    {
        switch (text)
        {
            case "/help":
                await _output.WriteLineAsync($"  {Commands}");
                break;
            case "/tools":
                await _agent.ListToolsAsync(_output, cancellationToken);
                break;
            case "/reset":
                Session = SessionId.New();
                await _output.WriteLineAsync($"  (a new conversation: --session {PrintableText.Of(Session.Value)})");
                break;
            case ['/', ..]:
                await _output.WriteLineAsync($"  There is no command {PrintableText.Line(text, 40)}. {Commands}");
                break;
            default:
                await RunTurnAsync(new TurnRequest(text, Session, RequestId()), cancellationToken);
                break;
        }
    }

    // A turn that waits goes on with what the person says to its calls.
    private async Task RunTurnAsync(TurnRequest request, CancellationToken cancellationToken)
    {
        for (TurnRequest? next = request; next is not null;)
        {
            var listener = new ConsoleListener(_output, _output);
            await _agent.RunAsync(next, listener, cancellationToken);
            next = listener.Approvals.Count == 0 ? null : new TurnRequest(Prompt: null, Session, RequestId())
            {
                Decisions = await _approvals.AskAsync(listener.Approvals, cancellationToken),
            };
        }
    }

    private static string RequestId() => Guid.NewGuid().ToString("D");

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        if (_isInteractive)
            await _output.WriteAsync(Prompt);

        try
        {
            return await _input.ReadLineAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
