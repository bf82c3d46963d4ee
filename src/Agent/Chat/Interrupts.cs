using System.Runtime.InteropServices;

namespace AgentStack.Agent.Chat;

/// <summary>Ctrl+C in a chat: the first cancels the turn, a second one quits.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _quit = new();
    private readonly PosixSignalRegistration? _signal;
    private CancellationTokenSource? _turn;
    private bool _isWarned;

    public Interrupts(bool listenToSignals = true)
    {
        if (listenToSignals)
            _signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
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
        _signal?.Dispose();
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

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        Interrupt();
    }
}
