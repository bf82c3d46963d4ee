using System.Collections.ObjectModel;
using System.Threading.Channels;
using AgentStack.Agent.Tools;
using AgentStack.Agent.Tools.Policy;
using AgentStack.Agent.Tools.Results;
using AgentStack.Agent.Turns.Events;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns;

/// <summary>Runs the calls of one answer side by side, as far as the policy and the limits let it.</summary>
internal sealed class ToolRound(ToolCallRunner calls, TurnLimits limits, TurnOptions options, TimeProvider clock)
{
    /// <param name="asked">The calls that have no result yet.</param>
    /// <param name="judge">What is to be done with a call.</param>
    /// <param name="turn">The turn that they belong to.</param>
    /// <returns>The calls that wait for a person; what the others gave is in the turn's progress.</returns>
    public async Task<IReadOnlyList<ApprovalRequest>> RunAsync(
        IReadOnlyList<FunctionCallContent> asked, Func<FunctionCallContent, ToolVerdict> judge, TurnScope turn)
    {
        var judged = asked.Select(call => (Call: call, Verdict: judge(call))).ToList();
        foreach (var (call, _) in judged.Where(each => each.Verdict != ToolVerdict.Undecided))
            await turn.TellAsync(Describe(call, turn));

        using var places = new SemaphoreSlim(options.MaxParallelTools);
        var news = Channel.CreateUnbounded<CallNews>(new UnboundedChannelOptions { SingleReader = true });
        var running = judged.Where(each => each.Verdict.Action != ToolAction.Ask)
            .Select(each => RunAsync(each.Call, each.Verdict, places, news.Writer, turn))
            .ToList();

        try
        {
            await GatherAsync(running.Count, news.Reader, turn);
            var waiting = judged.Where(each => each.Verdict.Action == ToolAction.Ask);
            return [.. waiting.Select(each => AskFor(each.Call, each.Verdict, turn))];
        }
        catch
        {
            // Nobody hears of the others any more: they end before the turn does.
            await turn.Time.EndAsync();
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    // The calls speak whenever they like; the listener hears one event after the other.
    private static async Task GatherAsync(int running, ChannelReader<CallNews> news, TurnScope turn)
    {
        if (running == 0)
            return;

        await foreach (var (finished, progress) in news.ReadAllAsync())
        {
            if (progress is not null && !turn.Progress.Outputs.ContainsKey(progress.Id))
                await turn.TellAsync(progress);

            if (finished is null)
                continue;

            var (call, outcome, duration) = finished;
            turn.Progress.Outputs[call.CallId] = outcome.ForModel;
            turn.Progress.Images[call.CallId] = outcome.Images;
            await turn.TellAsync(new ToolResultEvent(
                call.CallId, NameOf(call, turn), outcome.IsError, outcome.Text, (long)duration.TotalMilliseconds));
            if (--running == 0)
                return;
        }
    }

    private async Task RunAsync(
        FunctionCallContent call, ToolVerdict verdict, SemaphoreSlim places, ChannelWriter<CallNews> news, TurnScope turn)
    {
        try
        {
            var start = clock.GetTimestamp();
            var outcome = verdict.Action == ToolAction.Deny
                ? ToolOutcome.Error($"'{call.Name}' was not run: {verdict.Reason}")
                : await RunInTurnAsync(call, places, news, turn);
            news.TryWrite(new CallNews(new FinishedCall(call, outcome, clock.GetElapsedTime(start))));
        }
        catch (Exception e)
        {
            news.TryComplete(e);
        }
    }

    private async Task<ToolOutcome> RunInTurnAsync(
        FunctionCallContent call, SemaphoreSlim places, ChannelWriter<CallNews> news, TurnScope turn)
    {
        if (limits.CallsLeft(turn.Progress) <= 0)
            return ToolOutcome.Error($"'{call.Name}' was not run: the turn's {options.MaxToolCalls} tool calls are used up.");

        turn.Progress.BeginCall(call.CallId);
        try
        {
            await places.WaitAsync(turn.Time.Tools);
            try
            {
                return await RunTimedAsync(call, news, turn);
            }
            finally
            {
                places.Release();
            }
        }
        catch (Exception) when (turn.Time is { IsUp: true, Turn.IsCancellationRequested: false })
        {
            return ToolOutcome.Error($"'{call.Name}' has not ended: the turn's time is up (Turns:Timeout).");
        }
    }

    private async Task<ToolOutcome> RunTimedAsync(FunctionCallContent call, ChannelWriter<CallNews> news, TurnScope turn)
    {
        using var timer = new CancellationTokenSource(options.ToolTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, turn.Time.Tools);
        try
        {
            CallerContext.Set(turn.Request.Caller, new CallProgress(call.CallId, NameOf(call, turn), news, clock));
            return await calls.RunAsync(call, turn.Tools, either.Token);
        }
        catch (Exception) when (timer.IsCancellationRequested && !turn.Time.Tools.IsCancellationRequested)
        {
            return ToolOutcome.Error(
                $"'{call.Name}' has not ended within {options.ToolTimeout.TotalSeconds:0.###} s (Turns:ToolTimeout).");
        }
    }

    private static string NameOf(FunctionCallContent call, TurnScope turn) => turn.Meant(call)?.Tool ?? call.Name;

    private static ToolCallEvent Describe(FunctionCallContent call, TurnScope turn)
    {
        var tool = turn.Meant(call);
        return new ToolCallEvent(call.CallId, tool?.Tool ?? call.Name, tool?.Server, Arguments(call));
    }

    private static ApprovalRequest AskFor(FunctionCallContent call, ToolVerdict verdict, TurnScope turn)
    {
        var tool = turn.Meant(call);
        return new ApprovalRequest(call.CallId, tool?.Tool ?? call.Name, tool?.Server, Arguments(call), verdict.Reason);
    }

    private static ReadOnlyDictionary<string, object?> Arguments(FunctionCallContent call) =>
        call.Arguments?.AsReadOnly() ?? new Dictionary<string, object?>().AsReadOnly();
}
