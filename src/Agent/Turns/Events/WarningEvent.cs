namespace AgentStack.Agent.Turns.Events;

/// <summary>What the answer does without, or what is not as it should be, and why.</summary>
/// <param name="Code">For a program, where there is something to do, such as <c>not_kept</c>.</param>
internal sealed record WarningEvent(string Message, string? Code = null) : TurnEvent
{
    /// <summary>The store failed: the next turn does not know of this one.</summary>
    public const string NotKept = "not_kept";

    /// <summary>Another process took a turn in the session meanwhile: the next turn does not know of this one.</summary>
    public const string Conflict = "conversation_conflict";

    /// <summary>A limit of the section <c>Turns</c> was reached: the model answers from what it has.</summary>
    public const string Limit = "turn_limit";
}
