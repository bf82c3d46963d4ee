using AgentStack.Agent.Conversations;
using AgentStack.Agent.Lifecycle;
using AgentStack.Agent.Models;
using AgentStack.Agent.Tools;

namespace AgentStack.Agent.Turns;

/// <summary>Runs a turn from the prompt to the answer, within its limits, and keeps it whole or not at all.</summary>
internal sealed partial class TurnRunner(
    MemoryConversations conversations,
    ToolCatalog catalog,
    TurnLoop loop,
    BusyGauge gauge,
    TurnOptions options,
    ModelOptions model,
    TimeProvider clock,
    ILogger<TurnRunner> logger)
{
    /// <summary>
    /// Ends with a <see cref="DoneEvent"/> or an <see cref="ErrorEvent"/>; throws only when the caller cancelled.
    /// </summary>
    public async Task RunAsync(TurnRequest request, ITurnListener listener, CancellationToken cancellationToken)
    {
        using var busy = gauge.Enter();
        using var timer = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await RunWholeAsync(request, listener, either.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = timer.IsCancellationRequested ? TimedOut(e) : Translate(e);
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
            await either.CancelAsync();
        }
    }

    private async Task RunWholeAsync(TurnRequest request, ITurnListener listener, CancellationToken cancellationToken)
    {
        var conversation = conversations.Open(request.SessionId);
        using var turn = await conversation.BeginTurnAsync(cancellationToken);

        var tools = await catalog.GetAsync(cancellationToken);
        foreach (var warning in tools.Warnings)
            await listener.OnEventAsync(new WarningEvent(warning), cancellationToken);

        var progress = new TurnProgress(request.Prompt);
        var stopReason = await loop.RunAsync([.. conversation.Messages], progress, tools, listener, cancellationToken);
        conversation.Complete(progress.Messages);

        Log.Done(logger, stopReason, progress.Usage.ModelCalls);
        await listener.OnEventAsync(
            new DoneEvent(stopReason, request.SessionId.Value, request.RequestId, progress.Usage), cancellationToken);
    }

    private TurnException TimedOut(Exception cause) => new(
        "turn_timeout", $"The turn did not end within {options.Timeout.TotalSeconds:0.###} s (Turns:Timeout). Ask for less at once.", cause);

    private TurnException Translate(Exception failure) =>
        failure as TurnException
        ?? ModelFailures.Translate(failure, model.Id)
        ?? new TurnException(TurnException.Internal, "The agent failed. Its log says why, under this request's id.", failure);

    private static partial class Log
    {
        [LoggerMessage(4000, LogLevel.Information, "Turn done ({StopReason}) after {ModelCalls} model calls")]
        public static partial void Done(ILogger logger, string stopReason, int modelCalls);

        [LoggerMessage(4001, LogLevel.Error, "Turn failed: {ErrorType}: {Reason}")]
        public static partial void Failed(ILogger logger, string errorType, string reason);

        [LoggerMessage(4003, LogLevel.Error, "Turn failed inside the agent")]
        public static partial void Crashed(ILogger logger, Exception exception);
    }
}
