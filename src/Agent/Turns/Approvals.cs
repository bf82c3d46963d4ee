using AgentStack.Agent.Conversations;
using AgentStack.Agent.Tools.Policy;
using AgentStack.Agent.Turns.Events;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns;

/// <summary>Goes on with a turn that waits, from what a person decided.</summary>
internal sealed class Approvals(ToolRound rounds, TurnLoop loop)
{
    /// <exception cref="TurnException">Nothing waits, or the decisions name calls that do not.</exception>
    public static ConversationTurn FindWaiting(Session session, ApprovalDecisions decisions)
    {
        if (session.Turns is not [.., { Pending: { } pending } turn])
            throw new TurnException("nothing_to_approve", "No call waits for a decision in this session. Send a prompt.");

        var unknown = decisions.All.Except(pending.Waiting).ToList();
        return unknown.Count == 0
            ? turn
            : throw new TurnException(
                "unknown_approval",
                $"No call {string.Join(", ", unknown)} waits here; those that wait: {string.Join(", ", pending.Waiting)}.");
    }

    /// <summary>
    /// Writes that the decided calls are under way before any of them runs: so that none runs twice, whoever decides a
    /// second time and whenever this process ends.
    /// </summary>
    /// <exception cref="TurnException">Another process goes on with the turn.</exception>
    public static async Task ClaimAsync(
        Session session, ConversationTurn turn, ApprovalDecisions decisions, CancellationToken cancellationToken)
    {
        try
        {
            await session.SaveAsync(Claim(turn, decisions, turn.Pending!.Answered), cancellationToken);
        }
        catch (ConversationConflictException e)
        {
            throw new TurnException(
                WarningEvent.Conflict, "Another process goes on with this turn already. Ask again to see where it is.", e);
        }
    }

    /// <summary>The turn while decided calls are under way: those that are not decided wait on.</summary>
    /// <param name="turn">The turn as it waited.</param>
    /// <param name="decisions">What was decided.</param>
    /// <param name="outputs">What calls gave so far; a decided one that is not among them may have run or not.</param>
    public static ConversationTurn Claim(
        ConversationTurn turn, ApprovalDecisions decisions, IReadOnlyDictionary<string, string> outputs)
    {
        var known = outputs.ToDictionary();
        foreach (var id in decisions.All)
            known.TryAdd(id, BrokenTurn.Unknown);

        var left = turn.Pending!.Waiting.Except(decisions.All).ToList();
        return left.Count > 0
            ? turn with { Pending = turn.Pending with { Waiting = left, Answered = known } }
            : turn with { Pending = null, Messages = [.. turn.Messages, turn.Answers(known, BrokenTurn.Unknown)] };
    }

    /// <summary>Runs what was approved, then goes on; what is neither approved nor denied waits on.</summary>
    public async Task<TurnEnd> ResumeAsync(
        ConversationTurn waiting, ApprovalDecisions decisions, TurnScope turn)
    {
        foreach (var (id, output) in waiting.Pending!.Answered)
            turn.Progress.Outputs[id] = output;

        foreach (var (id, tool) in waiting.Pending.Tools ?? new Dictionary<string, AskedTool>())
            turn.Progress.Asked[id] = tool;

        var asked = waiting.LastCalls.Where(call => waiting.Pending.Waiting.Contains(call.CallId)).ToList();
        var approvals = await rounds.RunAsync(asked, Judge, turn);
        if (approvals.Count > 0)
            return TurnEnd.Waiting(approvals);

        turn.Progress.AddResults(waiting.LastCalls);
        return await loop.RunAsync(turn);

        ToolVerdict Judge(FunctionCallContent call) =>
            decisions.Deny.Contains(call.CallId) ? new ToolVerdict(ToolAction.Deny, "a person denied it.")
            : decisions.Approve.Contains(call.CallId) ? JudgeApproved(call, turn)
            : ToolVerdict.Undecided;
    }

    // The tools are found by wire names, which other settings or other tools of a server may have given to another one.
    private static ToolVerdict JudgeApproved(FunctionCallContent call, TurnScope turn)
    {
        if (turn.Tools.Find(call.Name)?.ToAsked() is not { } tool)
            return ToolVerdict.Run;

        return turn.Progress.Asked.GetValueOrDefault(call.CallId) is not { } approved
            ? Refuse("it was asked for by an older agent, which did not write down which tool that was. Call it again.")
            : approved == tool ? ToolVerdict.Run
            : (approved.Server, approved.Tool) == (tool.Server, tool.Tool)
                ? Refuse("the tool is not the one that was approved: its definition has changed since. Call it again.")
                : Refuse($"the tool is not the one that was approved, which was '{approved.Tool}' of MCP server '{approved.Server}'. Call it again.");

        static ToolVerdict Refuse(string reason) => new(ToolAction.Deny, reason);
    }
}
