using AgentStack.McpServer.Protocol.Subscriptions;

namespace AgentStack.McpServer.Tests.Protocol.Subscriptions;

public sealed class SubscriptionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Subscription_ChangedOftenBeforeItWasTold_IsToldOnce()
    {
        var changes = new OfferChanges();
        using var subscription = changes.Subscribe(OfferKinds.Tools | OfferKinds.Prompts);

        for (var i = 0; i < 1_000; i++)
            changes.Changed(i % 2 == 0 ? OfferKinds.Tools : OfferKinds.All);

        (await NewsAsync(subscription)).ShouldBe(OfferKinds.Tools | OfferKinds.Prompts);
        subscription.WaitAsync(TestContext.Current.CancellationToken).AsTask().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Subscription_WokenWithoutNews_HasNone()
    {
        using var subscription = new OfferChanges().Subscribe(OfferKinds.All);
        subscription.Wake();

        (await NewsAsync(subscription)).ShouldBe(OfferKinds.None);
    }

    [Fact]
    public void Subscription_Ended_HearsNothing()
    {
        var changes = new OfferChanges();
        var subscription = changes.Subscribe(OfferKinds.All);
        subscription.Dispose();

        changes.Changed(OfferKinds.All);

        changes.Listening.ShouldBe(0);
        subscription.WaitAsync(TestContext.Current.CancellationToken).AsTask().IsCompleted.ShouldBeFalse();
    }

    private static Task<OfferKinds> NewsAsync(Subscription subscription) =>
        subscription.WaitAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, CancellationToken.None);
}
