using AgentStack.Agent.Conversations;

namespace AgentStack.Agent.Tests.Conversations;

public abstract partial class ConversationStoreTests
{
    private const int Writers = 8;

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 5)]
    [InlineData(1, 1)]
    [InlineData(3, 0)]
    public async Task Save_OnAnotherVersionThanTheStored_IsAConflict(long sequence, long version)
    {
        var store = await OpenAsync();
        var first = Turn(1, 1, "one");
        var second = Turn(2, 2, "two");
        await store.SaveAsync(Session, first, Cancellation);
        await store.SaveAsync(Session, second, Cancellation);

        var conflict = await Should.ThrowAsync<ConversationConflictException>(
            () => store.SaveAsync(Session, Turn(sequence, version, "late"), Cancellation));

        conflict.Session.ShouldBe(Session);
        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), first, second);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Save_OfAFirstTurnThatIsNotVersionOne_IsAConflict(long version)
    {
        var store = await OpenAsync();

        await Should.ThrowAsync<ConversationConflictException>(
            () => store.SaveAsync(Session, Turn(1, version, "one"), Cancellation));

        (await store.LoadAsync(Session, Cancellation)).Turns.ShouldBeEmpty();
    }

    [Fact]
    public async Task Save_AfterAReplacement_KnowsTheVersionBehindTheSequence()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Session, Turn(1, 1, "one, waiting"), Cancellation);
        var goesOn = Turn(1, 2, "one, approved");
        await store.SaveAsync(Session, goesOn, Cancellation);

        await Should.ThrowAsync<ConversationConflictException>(
            () => store.SaveAsync(Session, Turn(2, 2, "two"), Cancellation));

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), goesOn);
    }

    [Fact]
    public async Task Save_ByManyAtOnce_LetsExactlyOneWin()
    {
        var stores = new List<IConversationStore>();
        for (var i = 0; i < Writers; i++)
            stores.Add(await OpenAsync());

        var winners = new List<StoredTurn>();
        for (var round = 1; round <= Rounds; round++)
        {
            var turns = stores.Select((_, i) => Turn(round, round, $"round {round} by {i}")).ToList();
            var outcomes = await Task.WhenAll(stores.Select((store, i) => Task.Run(() => HasWonAsync(store, turns[i]), Cancellation)));
            winners.Add(turns.Where((_, i) => outcomes[i]).ShouldHaveSingleItem());
        }

        ShouldBeTurns(await stores[0].LoadAsync(Session, Cancellation), [.. winners]);
    }

    private static async Task<bool> HasWonAsync(IConversationStore store, StoredTurn turn)
    {
        try
        {
            await store.SaveAsync(Session, turn, Cancellation);
            return true;
        }
        catch (ConversationConflictException)
        {
            return false;
        }
    }
}
