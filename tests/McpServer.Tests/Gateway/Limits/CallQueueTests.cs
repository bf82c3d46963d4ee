using AgentStack.McpServer.Gateway.Limits;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Gateway.Limits;

public sealed class CallQueueTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string One = "one";
    private const string Other = "other";

    private readonly FakeClock _clock = new();

    private static CancellationToken Never => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_PlacesTaken_WaitsInOrder()
    {
        var queue = new CallQueue(new CallLimits(1, 10, Patience), _clock);
        await queue.EnterAsync(One, Never);
        var second = queue.EnterAsync(One, Never).AsTask();
        var third = queue.EnterAsync(One, Never).AsTask();
        (queue.Running, queue.Queued).ShouldBe((1, 2));

        queue.Leave(One);

        (await Task.WhenAny(second, third)).ShouldBe(second);
        (await second).ShouldBe(CallEntry.Granted);
        third.IsCompleted.ShouldBeFalse();
        (queue.Running, queue.Queued).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Enter_QueueFull_IsToldAtOnce()
    {
        var queue = new CallQueue(new CallLimits(1, 1, Patience), _clock);
        await queue.EnterAsync(One, Never);
        _ = queue.EnterAsync(One, Never).AsTask();

        var entry = queue.EnterAsync(One, Never);

        entry.IsCompleted.ShouldBeTrue();
        (await entry).ShouldBe(CallEntry.Full);
    }

    [Fact]
    public async Task Enter_CallerLeaves_GivesItsPlaceFree()
    {
        var queue = new CallQueue(new CallLimits(1, 1, Patience), _clock);
        await queue.EnterAsync(One, Never);
        using var leaving = new CancellationTokenSource();
        var left = queue.EnterAsync(One, leaving.Token).AsTask();

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(left);
        queue.Queued.ShouldBe(0);
        var next = queue.EnterAsync(One, Never).AsTask();
        queue.Leave(One);
        (await next).ShouldBe(CallEntry.Granted);
    }

    [Fact]
    public async Task Enter_TurnDoesNotCome_IsTooLate()
    {
        var queue = new CallQueue(new CallLimits(1, 1, Patience), _clock);
        await queue.EnterAsync(One, Never);
        var waiting = queue.EnterAsync(One, Never).AsTask();

        _clock.Advance(Patience);

        (await waiting).ShouldBe(CallEntry.TooLate);
        (queue.Running, queue.Queued).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Limits_Raised_LetInWhoWaits()
    {
        var queue = new CallQueue(new CallLimits(1, 2, Patience), _clock);
        await queue.EnterAsync(One, Never);
        Task<CallEntry>[] waiting = [queue.EnterAsync(One, Never).AsTask(), queue.EnterAsync(One, Never).AsTask()];

        queue.Limits = new CallLimits(3, 2, Patience);

        (await Task.WhenAll(waiting)).ShouldBe([CallEntry.Granted, CallEntry.Granted]);
        queue.Running.ShouldBe(3);
    }

    [Fact]
    public async Task Limits_Lowered_LetNobodyInUntilFewRun()
    {
        var queue = new CallQueue(new CallLimits(2, 2, Patience), _clock);
        await queue.EnterAsync(One, Never);
        await queue.EnterAsync(One, Never);
        queue.Limits = new CallLimits(1, 2, Patience);
        var waiting = queue.EnterAsync(One, Never).AsTask();

        queue.Leave(One);
        waiting.IsCompleted.ShouldBeFalse();
        queue.Leave(One);

        (await waiting).ShouldBe(CallEntry.Granted);
        queue.Running.ShouldBe(1);
    }

    [Fact]
    public async Task Enter_OneCallerAlone_HasAllPlaces()
    {
        var queue = new CallQueue(new CallLimits(4, 8, Patience), _clock);
        for (var i = 0; i < 12; i++)
            _ = queue.EnterAsync(One, Never).AsTask();

        (queue.Running, queue.Queued).ShouldBe((4, 8));
        (await queue.EnterAsync(One, Never)).ShouldBe(CallEntry.Full);
    }

    [Fact]
    public async Task Enter_AnotherCallerComesToAFullQueue_TakesTheLastPlacesOfTheFirstUpToItsQuarter()
    {
        var queue = new CallQueue(new CallLimits(4, 8, Patience), _clock);
        Task<CallEntry>[] first = [.. Enumerable.Range(0, 12).Select(_ => queue.EnterAsync(One, Never).AsTask())];

        Task<CallEntry>[] second = [.. Enumerable.Range(0, 3).Select(_ => queue.EnterAsync(Other, Never).AsTask())];

        (await first[11]).ShouldBe(CallEntry.Full);
        (await first[10]).ShouldBe(CallEntry.Full);
        first[9].IsCompleted.ShouldBeFalse();
        (await second[2]).ShouldBe(CallEntry.Full);
        (queue.Running, queue.Queued).ShouldBe((4, 8));
    }

    [Fact]
    public async Task Leave_TwoCallersWait_EachHasHalfOfThePlacesInTheEnd()
    {
        var queue = new CallQueue(new CallLimits(4, 40, Patience), _clock);
        Task<CallEntry>[] first = [.. Enumerable.Range(0, 20).Select(_ => queue.EnterAsync(One, Never).AsTask())];
        Task<CallEntry>[] second = [.. Enumerable.Range(0, 4).Select(_ => queue.EnterAsync(Other, Never).AsTask())];

        queue.Leave(One);
        (await second[0]).ShouldBe(CallEntry.Granted);
        queue.Leave(One);
        (await second[1]).ShouldBe(CallEntry.Granted);
        first.Count(entry => entry.IsCompleted).ShouldBe(4);

        queue.Leave(One);
        queue.Leave(Other);
        (await first[4]).ShouldBe(CallEntry.Granted);
        (await second[2]).ShouldBe(CallEntry.Granted);
        (queue.Running, queue.Queued).ShouldBe((4, 16));
    }

    [Fact]
    public async Task Leave_OneThatWaitsHasItsHalfAndNobodyElseWaits_IsLetIn()
    {
        var queue = new CallQueue(new CallLimits(2, 4, Patience), _clock);
        await queue.EnterAsync(One, Never);
        await queue.EnterAsync(Other, Never);
        var waiting = queue.EnterAsync(One, Never).AsTask();

        queue.Leave(Other);

        (await waiting).ShouldBe(CallEntry.Granted);
        queue.Running.ShouldBe(2);
    }

    [Fact]
    public async Task Enter_ManyComeAndLeaveAtOnce_NeverMoreThanTheLimitRunAndNoPlaceIsLost()
    {
        var queue = new CallQueue(new CallLimits(3, 1000, Patience), _clock);
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            using var leaving = new CancellationTokenSource();
            var entry = queue.EnterAsync($"{i % 7}", leaving.Token).AsTask();
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
            queue.Leave($"{i % 7}");
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
