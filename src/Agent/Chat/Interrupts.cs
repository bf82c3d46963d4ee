using System.Runtime.InteropServices;

namespace AgentStack.Agent.Chat;

/// <summary>Signals in a chat: the first Ctrl+C cancels the turn, a second one quits, and so does SIGTERM.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _quit = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private CancellationTokenSource? _turn;
    private bool _isWarned;

    public Interrupts(bool listenToSignals = true)
    {
        if (listenToSignals)
        {
            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, Interrupt)));
            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, _quit.Cancel)));
        }
    }

    /// <summary>Told when Ctrl+C came and there was no turn to cancel.</summary>
    public Action? OnWarning { get; set; }

    public CancellationToken Quit => _quit.Token;

    /// <summary>Runs a turn that the next Ctrl+C cancels.</summary>
    /// <returns>False when it was cancelled.</returns>
    public async Task<bool> RunTurnAsync(Func<CancellationToken, Task> turn)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(_quit.Token);
        Set(cancellation);
        try
        {
            await turn(cancellation.Token);
            return true;
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            Set(null);
        }
    }

    /// <summary>What Ctrl+C does.</summary>
    public void Interrupt()
    {
        lock (_gate)
        {
            if (_turn is { IsCancellationRequested: false } turn)
            {
                turn.Cancel();
                return;
            }

            if (_turn is null && !_isWarned)
            {
                _isWarned = true;
                OnWarning?.Invoke();
                return;
            }
        }

        _quit.Cancel();
    }

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();

        _quit.Dispose();
    }

    private void Set(CancellationTokenSource? turn)
    {
        lock (_gate)
        {
            _turn = turn;
            _isWarned = false;
        }
    }

    private static void Handle(PosixSignalContext context, Action action)
    {
        context.Cancel = true;
        action();
    }
}
