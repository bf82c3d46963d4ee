using AgentStack.Agent.Conversations;

namespace AgentStack.Agent.Tests.Conversations;

public sealed class SessionQueueTests
{
    private static readonly SessionId Session = new("one");

    private readonly SessionQueue _queue = new(new ConversationOptions { MaxWaiting = 3 });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_WhileOthersWait_LetsThemInOneByOneInTheirOrder()
    {
        var first = await EnterAsync();
        Task<IDisposable>[] waiting = [EnterAsync(), EnterAsync(), EnterAsync()];

        var held = first;
        foreach (var (next, i) in waiting.Select((task, i) => (task, i)))
        {
            waiting[i..].ShouldAllBe(task => !task.IsCompleted);
            held.Dispose();
            held = await next;
        }

        held.Dispose();
        _queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Enter_OfAnotherSession_DoesNotWait()
    {
        using var one = await EnterAsync();
        using var other = await _queue.EnterAsync(new SessionId("other"), Cancellation);

        _queue.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Enter_WhenAsManyWaitAsMay_IsRefusedAndLeavesTheOthers()
    {
        var first = await EnterAsync();
        Task<IDisposable>[] waiting = [EnterAsync(), EnterAsync(), EnterAsync()];

        var refusal = await Should.ThrowAsync<SessionBusyException>(EnterAsync);
        refusal.Message.ShouldContain("Conversations:MaxWaiting");

        first.Dispose();
        (await waiting[0]).Dispose();
        var again = EnterAsync();
        (await waiting[1]).Dispose();
        (await waiting[2]).Dispose();
        (await again).Dispose();
        _queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Enter_WhereNobodyMayWait_IsRefusedOnlyWhileATurnIsUnderWay()
    {
        var queue = new SessionQueue(new ConversationOptions { MaxWaiting = 0 });
        var first = await queue.EnterAsync(Session, Cancellation);

        await Should.ThrowAsync<SessionBusyException>(() => queue.EnterAsync(Session, Cancellation));

        first.Dispose();
        (await queue.EnterAsync(Session, Cancellation)).Dispose();
        queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Enter_CancelledWhileWaiting_LeavesNothingBehind()
    {
        using var impatient = new CancellationTokenSource();
        var first = await EnterAsync();
        var leaves = _queue.EnterAsync(Session, impatient.Token);
        var stays = EnterAsync();

        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => leaves);
        stays.IsCompleted.ShouldBeFalse();

        first.Dispose();
        (await stays).Dispose();
        _queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Enter_AlreadyCancelled_LeavesNothingBehind()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => _queue.EnterAsync(Session, new CancellationToken(canceled: true)));

        _queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Dispose_Twice_LetsOnlyOneIn()
    {
        var first = await EnterAsync();
        var second = EnterAsync();
        var third = EnterAsync();

        first.Dispose();
        first.Dispose();

        using var held = await second;
        third.IsCompleted.ShouldBeFalse();
        held.Dispose();
        (await third).Dispose();
        _queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Enter_ByManyAtOnceWithSomeWhoGiveUp_NeverHoldsTwo()
    {
        var queue = new SessionQueue(new ConversationOptions { MaxWaiting = 1000 });
        var inside = 0;
        var most = 0;
        var turns = Enumerable.Range(0, 400).Select(n => Task.Run(
            async () =>
            {
                using var impatient = new CancellationTokenSource();
                var entering = queue.EnterAsync(Session, impatient.Token);
                if (n % 3 == 0)
                    await impatient.CancelAsync();

                try
                {
                    using var held = await entering;
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    await Task.Yield();
                    Interlocked.Decrement(ref inside);
                }
                catch (OperationCanceledException)
                {
                    // It gave up before its turn came.
                }
            },
            Cancellation));

        await Task.WhenAll(turns);

        most.ShouldBe(1);
        queue.Count.ShouldBe(0);
    }

    private Task<IDisposable> EnterAsync() => _queue.EnterAsync(Session, Cancellation);
}
