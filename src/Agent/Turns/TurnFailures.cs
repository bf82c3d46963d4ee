using AgentStack.Agent.Conversations;
using AgentStack.Agent.Models;

namespace AgentStack.Agent.Turns;

/// <summary>What ended a turn, in words for the person who asked.</summary>
internal static class TurnFailures
{
    public static TurnException Translate(Exception failure, TurnTime time, TurnOptions options, ModelOptions model) =>
        failure switch
        {
            TurnException known => known,
            SessionBusyException busy => new TurnException("session_busy", $"{busy.Message} Wait for their answers.", busy),
            ConversationStoreException store => new TurnException("conversation_store_failed", store.Message, store),
            _ when time.Stopping.IsCancellationRequested => new TurnException(
                "agent_stopping", "The agent was stopped before the turn ended. Ask again: what was done is kept.", failure),
            _ when time.IsOver => new TurnException(
                "turn_timeout",
                $"The turn did not end within {(options.Timeout + options.AnswerTime).TotalSeconds:0.###} s (Turns:Timeout and"
                + " Turns:AnswerTime). Ask for less at once.",
                failure),
            _ => ModelFailures.Translate(failure, model.Id)
                ?? new TurnException(TurnException.Internal, "The agent failed. Its log says why, under this request's id.", failure),
        };
}
