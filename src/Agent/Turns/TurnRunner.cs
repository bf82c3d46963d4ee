using AgentStack.Agent.Lifecycle;
using AgentStack.Agent.Models;
using AgentStack.Agent.Telemetry;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Turns;

/// <summary>Runs a turn from the prompt to the answer, within its time, and tells whatever ends it.</summary>
internal sealed partial class TurnRunner(
    SessionTurn turn,
    BusyGauge gauge,
    Shutdown shutdown,
    AgentTelemetry telemetry,
    TurnOptions options,
    ModelOptions model,
    TimeProvider clock,
    ILogger<TurnRunner> logger)
{
    /// <summary>
    /// Ends with a <see cref="DoneEvent"/>, an <see cref="ApprovalEvent"/> or an <see cref="ErrorEvent"/>; throws only
    /// when the caller cancelled.
    /// </summary>
    public Task RunAsync(TurnRequest request, ITurnListener listener, CancellationToken cancellationToken) =>
        telemetry.ObserveTurnAsync(request, listener, observed => RunToTheEndAsync(request, observed, cancellationToken));

    private async Task RunToTheEndAsync(TurnRequest request, ITurnListener listener, CancellationToken cancellationToken)
    {
        using var busy = gauge.Enter();
        using var time = new TurnTime(options, clock, shutdown.Deadline, cancellationToken);
        try
        {
            await turn.RunAsync(request, listener, time);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = TurnFailures.Translate(e, time, options, model);
            if (failure.ErrorType == TurnException.Internal)
                Log.Crashed(logger, e);
            else
                Log.Failed(logger, failure.ErrorType, ModelFailures.Reason(e));

            await listener.OnEventAsync(
                new ErrorEvent(failure.Message, failure.ErrorType, request.RequestId), cancellationToken);
        }
        finally
        {
            // Whatever ended the turn, no call of it goes on.
            await time.EndAsync();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Error, "Turn failed: {ErrorType}: {Reason}")]
        public static partial void Failed(ILogger logger, string errorType, string reason);

        [LoggerMessage(4003, LogLevel.Error, "Turn failed inside the agent")]
        public static partial void Crashed(ILogger logger, Exception exception);
    }
}
