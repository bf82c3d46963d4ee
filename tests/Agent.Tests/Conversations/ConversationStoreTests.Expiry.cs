using AgentStack.Agent.Conversations;

namespace AgentStack.Agent.Tests.Conversations;

public abstract partial class ConversationStoreTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Session_IdleUpToTheLimit_IsKept_AndForgottenBeyondIt()
    {
        Options.ExpireAfter = Day;
        var store = await OpenAsync();
        var turn = Turn(1, 1, "one");
        await store.SaveAsync(Session, turn, Cancellation);

        Clock.Advance(Day);
        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), turn);

        Clock.Advance(TimeSpan.FromSeconds(1));
        (await store.LoadAsync(Session, Cancellation)).Turns.ShouldBeEmpty();
    }

    [Fact]
    public async Task Session_WrittenToInTime_LivesOnWhole()
    {
        Options.ExpireAfter = Day;
        var store = await OpenAsync();
        var first = Turn(1, 1, "one");
        await store.SaveAsync(Session, first, Cancellation);
        Clock.Advance(Day * 0.75);
        var second = Turn(2, 2, "two");
        await store.SaveAsync(Session, second, Cancellation);

        Clock.Advance(Day * 0.75);

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), first, second);
    }

    [Fact]
    public async Task Session_WrittenToAtTheVeryLimit_LivesOnWhole()
    {
        Options.ExpireAfter = Day;
        var store = await OpenAsync();
        var first = Turn(1, 1, "one");
        await store.SaveAsync(Session, first, Cancellation);
        Clock.Advance(Day);
        await Should.ThrowAsync<ConversationConflictException>(() => store.SaveAsync(Session, Turn(1, 1, "anew"), Cancellation));
        var second = Turn(2, 2, "two");

        await store.SaveAsync(Session, second, Cancellation);

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), first, second);
    }

    [Fact]
    public async Task Session_WrittenToJustBeyondTheLimit_BeginsAnew()
    {
        Options.ExpireAfter = Day;
        var store = await OpenAsync();
        await store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation);
        Clock.Advance(Day + TimeSpan.FromMilliseconds(1));
        await Should.ThrowAsync<ConversationConflictException>(() => store.SaveAsync(Session, Turn(2, 2, "two"), Cancellation));
        var anew = Turn(1, 1, "anew");

        await store.SaveAsync(Session, anew, Cancellation);

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), anew);
    }

    [Fact]
    public async Task Session_OnceForgotten_BeginsAnewAtVersionOne()
    {
        Options.ExpireAfter = Day;
        var store = await OpenAsync();
        await store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation);
        await store.SaveAsync(Session, Turn(2, 2, "two"), Cancellation);
        Clock.Advance(Day * 2);
        var anew = Turn(1, 1, "anew");

        await store.SaveAsync(Session, anew, Cancellation);

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), anew);
        var next = Turn(2, 2, "next");
        await store.SaveAsync(Session, next, Cancellation);
        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), anew, next);
    }

    [Fact]
    public async Task Session_OpenedBeforeItWasForgotten_ConflictsOnSave()
    {
        Options.ExpireAfter = Day;
        var store = await OpenAsync();
        await store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation);
        Clock.Advance(Day * 2);

        await Should.ThrowAsync<ConversationConflictException>(
            () => store.SaveAsync(Session, Turn(2, 2, "two"), Cancellation));
    }
}
