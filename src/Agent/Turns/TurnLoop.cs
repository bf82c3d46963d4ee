using AgentStack.Agent.Models;
using AgentStack.Agent.Models.Prices;
using AgentStack.Agent.Tools.Policy;
using AgentStack.Agent.Turns.Events;
using AgentStack.Agent.Turns.History;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns;

/// <summary>
/// Model, tools, model, tools, …, until the model answers or a person is needed. The kernel invokes; the loop is ours.
/// </summary>
internal sealed class TurnLoop(
    ModelClient model, ModelCosts costs, HistorySource source, ToolRound rounds, ToolPolicy policy, TurnLimits limits)
{
    private const string AnswerNow = "[A limit of this turn is reached: no more tools. Answer now, from what you have.]";

    public async Task<TurnEnd> RunAsync(TurnScope turn)
    {
        while (true)
        {
            var limit = limits.Reached(turn.Progress, turn.Time);
            if (limit is not null)
                await turn.TellAsync(new WarningEvent($"{limit} It answers now from what it has.", WarningEvent.Limit));

            var answer = await AskAsync(turn, isLast: limit is not null);
            if (answer is { IsBlocked: false, Message.Contents.Count: 0 })
                throw NoAnswer(answer, turn);

            var calls = turn.Progress.Add(answer);
            if (answer.IsBlocked)
                turn.Progress.Redact();

            if (calls.Count == 0)
                return TurnEnd.Answered(answer.FinishReason?.Value ?? "");

            if (limit is not null)
                throw new TurnException("tool_limit", "The model kept asking for tools that it was not offered.");

            var approvals = await rounds.RunAsync(calls, Judge, turn);
            if (approvals.Count > 0)
            {
                turn.Hold(calls.IntersectBy(approvals.Select(asked => asked.Id), call => call.CallId));
                return TurnEnd.Waiting(approvals);
            }

            turn.Progress.AddResults(calls);
        }

        ToolVerdict Judge(FunctionCallContent call)
        {
            var verdict = turn.FindTool(call.Name) is { } tool ? policy.Decide(tool, turn.Request.Caller) : ToolVerdict.Run;

            // Nobody is asked about a call that makes no sense: the model learns at once that it does not.
            return verdict.Action == ToolAction.Ask && ToolCallRunner.Refuse(call, turn.Tools) is not null ? ToolVerdict.Run : verdict;
        }
    }

    private static ChatMessage WithText(ChatMessage message, string text) =>
        new(message.Role, [.. message.Contents, new TextContent(text)]);

    private static TurnException NoAnswer(ModelAnswer answer, TurnScope turn)
    {
        turn.Progress.Spend(answer.Usage);
        return new TurnException("no_answer", $"The model ended without an answer ({answer.FinishReason}). Ask again.");
    }

    private async Task<ModelAnswer> AskAsync(TurnScope turn, bool isLast)
    {
        try
        {
            return await AskWithHistoryAsync(turn, isLast);
        }
        catch (Exception e) when (turn.Progress.Before.CanShrink && HistoryOverflow.IsCause(e))
        {
            turn.Progress.Begin(await source.HalveAsync(turn.Progress.Before, turn.Progress, turn.Time.Turn));
            return await AskWithHistoryAsync(turn, isLast);
        }
    }

    private async Task<ModelAnswer> AskWithHistoryAsync(TurnScope turn, bool isLast)
    {
        IReadOnlyList<ChatMessage> messages = [.. turn.Progress.Before.Messages, .. turn.Progress.Messages];
        var offered = isLast ? [] : turn.Tools.Declarations;
        if (isLast)
            messages = [.. messages.SkipLast(1), WithText(messages[^1], AnswerNow)];

        var sent = HistoryRepair.Repair(messages, areToolsOffered: offered.Count > 0);
        try
        {
            return await model.AskAsync(sent, offered, turn.Progress, turn.Time.Turn);
        }
        catch when (turn.Progress.Saying is { Length: > 0 } said)
        {
            // What it used comes at a stream's end, which did not come; it is paid for all the same.
            turn.Progress.Spend(costs.Price(
                new ModelUsage(TokenEstimate.Of(sent), TokenEstimate.Of(said), 0, 0, ModelCalls: 1, CostUsd: null)));
            throw;
        }
    }
}
