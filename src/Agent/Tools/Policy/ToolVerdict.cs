namespace AgentStack.Agent.Tools.Policy;

/// <summary>What a call is to be done with, and why.</summary>
/// <param name="Reason">For a person: the rule that decided; for the model when the call is denied.</param>
internal sealed record ToolVerdict(ToolAction Action, string Reason)
{
    /// <summary>Of a call that waits on: its person decided only about others.</summary>
    public static readonly ToolVerdict Undecided = new(ToolAction.Ask, "not decided yet");

    public static readonly ToolVerdict Run = new(ToolAction.Auto, "");
}
