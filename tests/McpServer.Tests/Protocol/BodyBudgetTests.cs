using AgentStack.McpServer.Protocol;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class BodyBudgetTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly FakeClock _clock = new();
    private readonly BodyBudget _budget;

    public BodyBudgetTests() => _budget = new BodyBudget(new McpOptions { MaxRequestBytes = 100, MaxBufferedBytes = 100 }, _clock);

    [Fact]
    public async Task Take_WhenFull_IsServedInOrderAlsoWhereALaterOneWouldFit()
    {
        var first = (await _budget.TakeAsync(60, Cancellation))!;
        var large = _budget.TakeAsync(50, Cancellation).AsTask();
        var small = _budget.TakeAsync(40, Cancellation).AsTask();
        small.IsCompleted.ShouldBeFalse();

        first.Dispose();
        first.Dispose();

        (await large).ShouldNotBeNull();
        (await small).ShouldNotBeNull();
        _budget.Held.ShouldBe(90);
    }

    [Fact]
    public async Task Take_BehindOneThatLeaves_HasItsTurn()
    {
        using var first = await _budget.TakeAsync(60, Cancellation);
        using var caller = new CancellationTokenSource();
        var large = _budget.TakeAsync(50, caller.Token).AsTask();
        var small = _budget.TakeAsync(40, Cancellation).AsTask();

        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(large);
        (await small).ShouldNotBeNull();
        _budget.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Take_WhenTooManyWait_IsRefusedAtOnce()
    {
        using var first = await _budget.TakeAsync(100, Cancellation);
        var waiting = Enumerable.Range(0, 4).Select(_ => _budget.TakeAsync(100, Cancellation).AsTask()).ToList();

        (await _budget.TakeAsync(1, Cancellation)).ShouldBeNull();

        _clock.Advance(BodyBudget.Patience);
        (await Task.WhenAll(waiting)).ShouldAllBe(share => share == null);
        _budget.Held.ShouldBe(100);
    }

    [Fact]
    public async Task Shrink_GivesBackTheRest()
    {
        var first = (await _budget.TakeAsync(100, Cancellation))!;
        var next = _budget.TakeAsync(80, Cancellation).AsTask();

        first.ShrinkTo(20);

        (await next).ShouldNotBeNull();
        _budget.Held.ShouldBe(100);
        first.Dispose();
        _budget.Held.ShouldBe(80);
    }
}
