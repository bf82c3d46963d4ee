using AgentStack.Agent.Conversations;
using AgentStack.Agent.Models;
using AgentStack.Agent.Tools;
using AgentStack.Agent.Tools.Policy;
using AgentStack.Agent.Turns.Events;
using AgentStack.Agent.Turns.History;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns;

/// <summary>One turn in its session: what was before it, the loop, and what is kept of it.</summary>
internal sealed partial class SessionTurn(
    Sessions sessions,
    ToolCatalog catalog,
    ToolPolicy policy,
    HistorySource source,
    TurnLoop loop,
    Approvals approvals,
    TurnKeeper keeper,
    ILogger<SessionTurn> logger)
{
    /// <summary>Tells all of the turn but the error that ended it.</summary>
    public async Task RunAsync(TurnRequest request, ITurnListener listener, TurnTime time)
    {
        using var session = await OpenAsync(request.SessionId, time);
        var entry = new TurnEntry(session, request.Decisions is { } given ? Approvals.FindWaiting(session, given) : null);

        var tools = policy.Allow(await catalog.GetAsync(time.Turn), request.Caller);
        foreach (var warning in tools.Warnings.Concat(catalog.TakeNews()))
            await listener.OnEventAsync(new WarningEvent(warning), time.Turn);

        var turn = new TurnScope(request, tools, Begin(request, entry.Waiting, listener), time);
        if (entry.Waiting is not null)
            await Approvals.ClaimAsync(session, entry.Waiting, request.Decisions!, time.Turn);

        var end = await RunAsync(entry, turn);
        await EndAsync(entry, end, turn);
    }

    private async Task<Session> OpenAsync(SessionId id, TurnTime time)
    {
        try
        {
            var session = await sessions.OpenAsync(id, time.Tools);
            time.Start();
            return session;
        }
        catch (OperationCanceledException e) when (time is { IsUp: true, IsOver: false, Turn.IsCancellationRequested: false })
        {
            throw new TurnException(
                "session_busy", "The turns before this one in the session take too long (Turns:Timeout). Ask again later.", e);
        }
    }

    private static TurnProgress Begin(TurnRequest request, ConversationTurn? waiting, ITurnListener listener) =>
        waiting is null
            ? new TurnProgress([new ChatMessage(ChatRole.User, request.Prompt ?? "")], ModelUsage.None, listener)
            : new TurnProgress(waiting.Messages, waiting.Usage, listener);

    private async Task<TurnEnd> RunAsync(TurnEntry entry, TurnScope turn)
    {
        turn.Progress.Avoid(entry.Session.Turns.SelectMany(past => past.Messages));
        turn.Progress.Begin(await source.BuildAsync(entry.Session, entry.Sequence, turn.Progress, turn.Time.Turn));
        try
        {
            return entry.Waiting is { } waiting
                ? await approvals.ResumeAsync(waiting, turn.Request.Decisions!, turn)
                : await loop.RunAsync(turn);
        }
        catch (Exception e)
        {
            await BreakOffAsync(entry, turn, e);
            throw;
        }
    }

    private async Task EndAsync(TurnEntry entry, TurnEnd end, TurnScope turn)
    {
        var made = entry.Write(turn) with { Pending = end.ToPending(turn.Progress) };
        if (await keeper.KeepAsync(entry.Session, made, turn.Time) is { } warning)
        {
            // Nobody could decide on calls that are not kept.
            if (made.Pending is not null)
                throw new TurnException(warning.Code!, warning.Message);

            await turn.TellEndAsync(warning);
        }

        Log.Ended(logger, end.StopReason, made.Usage.ModelCalls);
        await turn.TellEndAsync(new UsageEvent(made.Usage, made.SessionCostUsd));
        await turn.TellEndAsync(end.ToEvent(turn.Request));
    }

    // The caller may be gone, or the time over: what was said and done is kept all the same.
    private async Task BreakOffAsync(TurnEntry entry, TurnScope turn, Exception failure)
    {
        var made = entry.Write(turn);
        var warning = turn.Progress.HasSaidOrDone
            ? await keeper.KeepAsync(entry.Session, Close(entry, made, turn, failure), turn.Time)
            : null;
        if (turn.Time.Caller.IsCancellationRequested)
            return;

        if (warning is not null)
            await turn.TellEndAsync(warning);

        if (made.Usage.ModelCalls > 0)
            await turn.TellEndAsync(new UsageEvent(made.Usage, made.SessionCostUsd));
    }

    private static ConversationTurn Close(TurnEntry entry, ConversationTurn made, TurnScope turn, Exception failure)
    {
        var isBeforeTheNextAnswer = entry.Waiting is not null && made.Messages.Count == entry.Waiting.Messages.Count;
        if (isBeforeTheNextAnswer && entry.Waiting!.Pending!.Waiting.Except(turn.Request.Decisions!.All).Any())
            return Approvals.Claim(entry.Waiting, turn.Request.Decisions, turn.Progress.Outputs);

        var reason = turn.Time.Caller.IsCancellationRequested
            ? "the caller went away."
            : (failure as TurnException)?.Message ?? "it failed.";
        return BrokenTurn.Close(made, turn.Progress, reason);
    }

    private static partial class Log
    {
        [LoggerMessage(4000, LogLevel.Information, "Turn done ({StopReason}) after {ModelCalls} model calls")]
        public static partial void Ended(ILogger logger, string stopReason, int modelCalls);
    }
}
