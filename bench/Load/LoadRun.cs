namespace AgentStack.Load;

/// <summary>Starts the stack, lets the visitors talk, and watches the agent meanwhile.</summary>
internal static class LoadRun
{
    private static readonly TimeSpan RampUp = TimeSpan.FromSeconds(5);

    public static async Task<LoadReport> RunAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        await using var stack = await MeasuredStack.StartAsync(plan.ChunkDelay, cancellationToken);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tally = new Tally();
        var visitors = Enumerable.Range(0, plan.Sessions)
            .Select(number => new Visitor(number, stack.Agent, tally).TalkAsync(RampUp * number / plan.Sessions, plan.Duration, time.Token))
            .ToList();
        var pings = PingProbe.RunAsync(stack.Agent, time.Token);
        var memory = MemoryProbe.RunAsync(stack.AgentProcess, time.Token);

        await Task.WhenAll(visitors);
        await time.CancelAsync();
        return new LoadReport(plan, tally, await pings, await memory, stack.AgentLog);
    }
}
