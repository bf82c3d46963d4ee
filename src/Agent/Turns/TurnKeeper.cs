using AgentStack.Agent.Conversations;
using AgentStack.Agent.Lifecycle;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Turns;

/// <summary>Keeps turns. One that cannot be kept is told to the caller, whose answer stands all the same.</summary>
internal sealed partial class TurnKeeper(TimeProvider clock, ILogger<TurnKeeper> logger)
{
    /// <summary>A turn whose time is over or whose caller has gone is kept as well; nobody waits longer for that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>Null, or what to tell the caller.</returns>
    public async Task<WarningEvent?> KeepAsync(Session session, ConversationTurn turn, TurnTime time)
    {
        var patience = time.Stopping.IsCancellationRequested ? LifecycleServices.KeepTime : Patience;
        using var limit = new CancellationTokenSource(patience, clock);
        try
        {
            await session.SaveAsync(turn, limit.Token);
            return null;
        }
        catch (ConversationConflictException e)
        {
            Log.NotKept(logger, e.Message);
            return new WarningEvent(
                "This turn is not kept: another process took one in the same session meanwhile. Ask again to go on from there.",
                WarningEvent.Conflict);
        }
        catch (ConversationStoreException e)
        {
            Log.NotKept(logger, e.Message);
            return new WarningEvent($"This turn is not kept: {e.Message}", WarningEvent.NotKept);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.NotKept(logger, "the store did not answer");
            return new WarningEvent(
                $"This turn is not kept: the store did not answer within {patience.TotalSeconds} s.", WarningEvent.NotKept);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(6001, LogLevel.Error, "The turn is not kept: {Reason}")]
        public static partial void NotKept(ILogger logger, string reason);
    }
}
