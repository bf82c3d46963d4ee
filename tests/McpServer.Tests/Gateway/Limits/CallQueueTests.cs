using AgentStack.McpServer.Gateway.Limits;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Gateway.Limits;

public sealed class CallQueueTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeClock _clock = new();

    private static CancellationToken Never => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_PlacesTaken_WaitsInOrder()
    {
        var queue = new CallQueue(new CallLimits(1, 10, Patience), _clock);
        await queue.EnterAsync(Never);
        var second = queue.EnterAsync(Never).AsTask();
        var third = queue.EnterAsync(Never).AsTask();
        (queue.Running, queue.Queued).ShouldBe((1, 2));

        queue.Leave();

        (await Task.WhenAny(second, third)).ShouldBe(second);
        (await second).ShouldBe(CallEntry.Granted);
        third.IsCompleted.ShouldBeFalse();
        (queue.Running, queue.Queued).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Enter_QueueFull_IsToldAtOnce()
    {
        var queue = new CallQueue(new CallLimits(1, 1, Patience), _clock);
        await queue.EnterAsync(Never);
        _ = queue.EnterAsync(Never).AsTask();

        var entry = queue.EnterAsync(Never);

        entry.IsCompleted.ShouldBeTrue();
        (await entry).ShouldBe(CallEntry.Full);
    }

    [Fact]
    public async Task Enter_CallerLeaves_GivesItsPlaceFree()
    {
        var queue = new CallQueue(new CallLimits(1, 1, Patience), _clock);
        await queue.EnterAsync(Never);
        using var leaving = new CancellationTokenSource();
        var left = queue.EnterAsync(leaving.Token).AsTask();

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(left);
        queue.Queued.ShouldBe(0);
        var next = queue.EnterAsync(Never).AsTask();
        queue.Leave();
        (await next).ShouldBe(CallEntry.Granted);
    }

    [Fact]
    public async Task Enter_TurnDoesNotCome_IsTooLate()
    {
        var queue = new CallQueue(new CallLimits(1, 1, Patience), _clock);
        await queue.EnterAsync(Never);
        var waiting = queue.EnterAsync(Never).AsTask();

        _clock.Advance(Patience);

        (await waiting).ShouldBe(CallEntry.TooLate);
        (queue.Running, queue.Queued).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Limits_Raised_LetInWhoWaits()
    {
        var queue = new CallQueue(new CallLimits(1, 2, Patience), _clock);
        await queue.EnterAsync(Never);
        Task<CallEntry>[] waiting = [queue.EnterAsync(Never).AsTask(), queue.EnterAsync(Never).AsTask()];

        queue.Limits = new CallLimits(3, 2, Patience);

        (await Task.WhenAll(waiting)).ShouldBe([CallEntry.Granted, CallEntry.Granted]);
        queue.Running.ShouldBe(3);
    }

    [Fact]
    public async Task Limits_Lowered_LetNobodyInUntilFewRun()
    {
        var queue = new CallQueue(new CallLimits(2, 2, Patience), _clock);
        await queue.EnterAsync(Never);
        await queue.EnterAsync(Never);
        queue.Limits = new CallLimits(1, 2, Patience);
        var waiting = queue.EnterAsync(Never).AsTask();

        queue.Leave();
        waiting.IsCompleted.ShouldBeFalse();
        queue.Leave();

        (await waiting).ShouldBe(CallEntry.Granted);
        queue.Running.ShouldBe(1);
    }

    [Fact]
    public async Task Enter_ManyComeAndLeaveAtOnce_NeverMoreThanTheLimitRunAndNoPlaceIsLost()
    {
        var queue = new CallQueue(new CallLimits(3, 1000, Patience), _clock);
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            using var leaving = new CancellationTokenSource();
            var entry = queue.EnterAsync(leaving.Token).AsTask();
            if (i % 5 == 0)
                await leaving.CancelAsync();

            try
            {
                await entry;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            InterlockedMax(ref most, queue.Running);
            await Task.Yield();
            queue.Leave();
        })));

        most.ShouldBeInRange(1, 3);
        (queue.Running, queue.Queued).ShouldBe((0, 0));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var known = Volatile.Read(ref most); value > known; known = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, known);
    }
}
