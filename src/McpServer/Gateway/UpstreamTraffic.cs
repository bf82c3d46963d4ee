using AgentStack.McpServer.Access.Limits;
using AgentStack.McpServer.Gateway.Audit;
using AgentStack.McpServer.Gateway.Limits;
using AgentStack.McpServer.Gateway.Status;
using AgentStack.McpServer.Protocol;
using AgentStack.RemoteMcp;

namespace AgentStack.McpServer.Gateway;

/// <summary>The calls of one upstream: how many may run, how they went, and whether any is left when it retires.</summary>
internal sealed class UpstreamTraffic(string upstream, CallLimits limits, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _held;
    private bool _isRetired;

    public CallQueue Queue { get; } = new(limits, clock);

    public CallFigures Figures { get; } = new();

    /// <summary>A call begins, and <see cref="RunAsync"/> ends it. False once the upstream is on its way out.</summary>
    public bool TryHold()
    {
        lock (_gate)
        {
            if (_isRetired)
                return false;

            _held++;
            return true;
        }
    }

    /// <summary>Runs a call that is held, when its turn comes.</summary>
    /// <param name="request">What asks for it.</param>
    /// <param name="sendAsync">Sends it.</param>
    /// <param name="refuse">Makes an answer of why it was not sent.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    /// <exception cref="RemoteMcpException">The upstream did not answer.</exception>
    public async ValueTask<McpResult> RunAsync(
        McpRequest request,
        Func<ValueTask<McpResult>> sendAsync,
        Func<string, McpResult> refuse,
        CancellationToken cancellationToken)
    {
        var record = AuditRecord.Find(request.Http);
        var caller = CallerKey.Of(request.Http);
        try
        {
            var entry = await Queue.EnterAsync(caller, cancellationToken);
            if (entry == CallEntry.Granted)
                return await SendAsync(sendAsync, caller, record);

            Figures.Hold();
            return refuse(BusyUpstream.Explain(upstream, entry, Queue.Limits));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Figures.Cancel();
            throw;
        }
        finally
        {
            Release();
        }
    }

    /// <summary>No new calls; ends when those that run or wait have ended.</summary>
    public Task RetireAsync()
    {
        lock (_gate)
        {
            _isRetired = true;
            if (_held == 0)
                _empty.TrySetResult();
        }

        return _empty.Task;
    }

    private async ValueTask<McpResult> SendAsync(Func<ValueTask<McpResult>> sendAsync, string caller, AuditRecord? record)
    {
        var start = clock.GetTimestamp();
        record?.Send();
        try
        {
            var result = await sendAsync();
            Figures.Answer(clock.GetElapsedTime(start), result.Error is not null, result.IsToolError);
            record?.Answer();
            return result;
        }
        catch (RemoteMcpException e)
        {
            Figures.Fail();
            record?.Fail(e.Step);
            throw;
        }
        finally
        {
            Queue.Leave(caller);
        }
    }

    private void Release()
    {
        lock (_gate)
        {
            if (--_held == 0 && _isRetired)
                _empty.TrySetResult();
        }
    }
}
