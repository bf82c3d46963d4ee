using AgentStack.Agent.Lifecycle;
using AgentStack.Agent.Turns;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Invocations.Sockets;

/// <summary>The messages of one socket and the turns that they begin, one at a time.</summary>
internal sealed partial class SocketConversation(
    SocketReader reader, SocketWriter writer, TurnAdmission turns, Shutdown shutdown, InvocationContext context, ILogger logger)
    : IDisposable
{
    private static readonly InvocationError CancelWithMore = new(
        "Invalid cancel", "Send {\"cancel\": true} alone, and what comes next in a message of its own; nothing was done.");

    private SocketTurn? _turn;
    private Task? _running;
    private int _turns;

    /// <summary>Ends when the client closes the socket, or, no turn being under way, when the process stops.</summary>
    public async Task RunAsync(CancellationToken gone)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = shutdown.Stopping.Register(stopping.SetResult);
        try
        {
            var reading = reader.ReadAsync(gone);
            while (_running is not null || !stopping.Task.IsCompleted)
            {
                var first = await Task.WhenAny(reading, _running ?? stopping.Task);
                if (first == _running)
                {
                    await EndTurnAsync();
                }
                else if (first == reading)
                {
                    if (await reading is not { } message)
                        return;

                    await TakeAsync(message, gone);
                    reading = reader.ReadAsync(gone);
                }
            }
        }
        finally
        {
            await AbandonTurnAsync();
        }
    }

    public void Dispose() => _turn?.Dispose();

    private async Task TakeAsync(InvocationBody message, CancellationToken gone)
    {
        if (message.Error is { } error)
            await RefuseAsync(error);
        else if (message is { WantsCancel: true, AsksNothing: false })
            await RefuseAsync(CancelWithMore);
        else if (message.WantsCancel)
            await (_turn?.CancelAsync() ?? Task.CompletedTask);
        else if (message.AsksNothing)
            await RefuseAsync(InvocationBody.NoPrompt.Error!);
        else if (_running is not null)
            await RefuseAsync(new InvocationError("Turn under way", "Wait for its last event, or send {\"cancel\": true}."));
        else
            BeginTurn(message, gone);
    }

    private void BeginTurn(InvocationBody message, CancellationToken gone)
    {
        var own = context with { RequestId = $"{context.RequestId}-{++_turns}" };
        _turn = new SocketTurn(writer, gone);
        _running = RunTurnAsync(_turn, own.ToTurn(message), own);
    }

    private async Task RunTurnAsync(SocketTurn turn, TurnRequest request, InvocationContext own)
    {
        using var scope = logger.BeginScope(own.ToScope());
        await Task.Yield();
        await turn.RunAsync(turns, request);
    }

    private async Task RefuseAsync(InvocationError error)
    {
        Log.Refused(logger, error.Error);
        var type = error.Error.Replace(' ', '_').ToLowerInvariant();
        await writer.SendAsync(new ErrorEvent($"{error.Error}: {error.Details}", type, context.RequestId));
    }

    private async Task EndTurnAsync()
    {
        var (turn, running) = (_turn!, _running!);
        (_turn, _running) = (null, null);
        using (turn)
            await running;
    }

    private async Task AbandonTurnAsync()
    {
        if (_turn is null)
            return;

        await _turn.AbandonAsync();
        await EndTurnAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(1006, LogLevel.Warning, "Message refused: {Error}")]
        public static partial void Refused(ILogger logger, string error);
    }
}
