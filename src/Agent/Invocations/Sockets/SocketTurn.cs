using AgentStack.Agent.Turns;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Invocations.Sockets;

/// <summary>A turn whose events go to a socket.</summary>
internal sealed class SocketTurn : ITurnListener, IDisposable
{
    private const string Cancelled = "cancelled";

    private readonly CancellationTokenSource _end;
    private readonly SocketWriter _writer;
    private bool _isCallerGone;

    public SocketTurn(SocketWriter writer, CancellationToken gone)
    {
        _writer = writer;
        _end = CancellationTokenSource.CreateLinkedTokenSource(gone);
    }

    /// <summary>Ends when the turn has; fails only when the agent did.</summary>
    public async Task RunAsync(TurnAdmission turns, TurnRequest request)
    {
        try
        {
            await turns.RunAsync(request, this, _end.Token);
        }
        catch (Exception) when (_end.IsCancellationRequested)
        {
            if (!_isCallerGone)
                await _writer.SendAsync(new ErrorEvent("The turn was cancelled; what had been said and done by then is kept, if anything.", Cancelled, request.RequestId));
        }
    }

    /// <summary>The caller wants no more of it.</summary>
    public Task CancelAsync() => _end.CancelAsync();

    /// <summary>The caller cannot be told any more.</summary>
    public Task AbandonAsync()
    {
        _isCallerGone = true;
        return _end.CancelAsync();
    }

    public async Task OnEventAsync(TurnEvent turnEvent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await _writer.SendAsync(turnEvent);
        }
        catch
        {
            await AbandonAsync();
            throw;
        }
    }

    public void Dispose() => _end.Dispose();
}
