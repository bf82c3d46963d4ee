using AgentStack.Agent.Conversations;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns;

/// <summary>Closes a turn that did not end well, so that a later one knows what was said and done in it.</summary>
internal static class BrokenTurn
{
    /// <summary>The result of a call that may have run or not.</summary>
    public const string Unknown =
        "Error: the turn broke off while this was running. It may have run or not: find out before you call it again.";

    /// <summary>The result of a call that certainly did not run.</summary>
    private const string NotRun = "Error: the turn broke off before this was run.";

    public static ConversationTurn Close(ConversationTurn turn, TurnProgress progress, string reason)
    {
        var messages = progress.Messages.ToList();
        if (turn.LastCalls.Count > 0)
            messages.Add(turn.Answers(Outputs(turn, progress), NotRun));

        var said = progress.Saying.TrimEnd();
        messages.Add(new ChatMessage(ChatRole.Assistant, said.Length > 0 ? $"{said}\n\n{Note(reason)}" : Note(reason)));
        return turn with { Messages = messages };
    }

    private static Dictionary<string, string> Outputs(ConversationTurn turn, TurnProgress progress)
    {
        var outputs = new Dictionary<string, string>(progress.Outputs);
        foreach (var call in turn.LastCalls.Where(call => progress.Begun.Contains(call.CallId)))
            outputs.TryAdd(call.CallId, Unknown);

        return outputs;
    }

    private static string Note(string reason) => $"[The answer broke off: {reason}]";
}
