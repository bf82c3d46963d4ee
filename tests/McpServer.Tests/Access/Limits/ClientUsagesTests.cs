using AgentStack.McpServer.Access;
using AgentStack.McpServer.Access.Limits;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Access.Limits;

public sealed class ClientUsagesTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Of_MoreCallersThanAreKept_StaysBoundedAndForgetsTheIdle()
    {
        var usages = Usages(new ClientLimit(RequestsPerMinute: 60, Burst: 1));
        for (var caller = 0; caller < ClientUsages.Capacity; caller++)
            usages.Of($"caller {caller}", null).TryEnter().ShouldBeNull();

        usages.Of("one more", null).TryEnter().ShouldBeNull();
        usages.Of("and another", null).TryEnter().ShouldNotBeNull("those that come on top share one allowance");
        usages.Count.ShouldBe(ClientUsages.Capacity);

        for (var caller = 0; caller < ClientUsages.Capacity; caller++)
            usages.Of($"caller {caller}", null).Leave();

        _clock.Advance(TimeSpan.FromSeconds(2));
        usages.Of("a third", null).TryEnter().ShouldBeNull();
        usages.Count.ShouldBe(1);
    }

    [Fact]
    public void Of_IdleButHoldingARequest_IsKept()
    {
        var usages = Usages(new ClientLimit(ConcurrentRequests: 1));
        usages.Of("busy", null).TryEnter().ShouldBeNull();
        for (var caller = 0; caller < 3 * ClientUsages.Capacity; caller++)
        {
            usages.Of($"caller {caller}", null);
            if (caller % 1000 == 0)
                _clock.Advance(TimeSpan.FromSeconds(1));
        }

        usages.Count.ShouldBeLessThanOrEqualTo(ClientUsages.Capacity);
        usages.Of("busy", null).TryEnter().ShouldNotBeNull();
    }

    [Fact]
    public async Task TryEnter_ByManyThreads_AdmitsExactlyTheBurst()
    {
        var usage = Usages(new ClientLimit(RequestsPerMinute: 1000, Burst: 100, ConcurrentRequests: 1000)).Of("caller", null);

        var admitted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Enumerable.Range(0, 100).Count(_ => usage.TryEnter() is null))));

        admitted.Sum().ShouldBe(100);
    }

    private ClientUsages Usages(ClientLimit limit) => new(new AccessOptions { Limits = new LimitOptions { All = limit } }, _clock);
}
