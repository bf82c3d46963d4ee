using AgentStack.Agent.Conversations;
using AgentStack.Agent.Models;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Conversations;

/// <summary>What every store does. A store's tests derive from it and say how one is opened.</summary>
public abstract partial class ConversationStoreTests
{
    private protected static readonly SessionId Session = new("session-5f1f7e0c-0001-4c1e-9f57-9a1b8c7d6e5f");

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected FakeClock Clock { get; } = new();

    /// <summary>Set before the first store is opened.</summary>
    private protected ConversationOptions Options { get; } = new();

    /// <summary>Rounds of the race; fewer where each write is slow.</summary>
    protected virtual int Rounds => 25;

    /// <summary>Opens an instance on the backing of this test, as another process does; the one store where it has none.</summary>
    private protected abstract Task<IConversationStore> OpenAsync();

    /// <summary>Opens one whose backing is not there; null where that cannot be.</summary>
    /// <param name="secret">To be given to the store as its password, key or the like.</param>
    private protected virtual Task<IConversationStore?> OpenOutOfReachAsync(string secret) =>
        Task.FromResult<IConversationStore?>(null);

    [Fact]
    public async Task Load_OfAnUnknownSession_IsEmpty()
    {
        var store = await OpenAsync();

        var conversation = await store.LoadAsync(Session, Cancellation);

        conversation.Turns.ShouldBeEmpty();
        conversation.Version.ShouldBe(0);
    }

    [Fact]
    public async Task Save_TurnByTurn_KeepsEachAsItWas()
    {
        var store = await OpenAsync();
        var first = Turn(1, 1, "one");
        await store.SaveAsync(Session, first, Cancellation);
        Clock.Advance(TimeSpan.FromSeconds(90));
        var second = Turn(2, 2, "two");
        await store.SaveAsync(Session, second, Cancellation);

        var conversation = await store.LoadAsync(Session, Cancellation);

        ShouldBeTurns(conversation, first, second);
        conversation.Version.ShouldBe(2);
    }

    [Fact]
    public async Task Save_WithAClockThatGoesBack_OrdersBySequence()
    {
        var store = await OpenAsync();
        StoredTurn[] turns = [.. Enumerable.Range(1, 12).Select(n => Turn(n, n, $"turn {n}") with { At = Now.AddMinutes(-n) })];
        foreach (var turn in turns)
            await store.SaveAsync(Session, turn, Cancellation);

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), turns);
    }

    [Fact]
    public async Task Save_WithTheSequenceOfTheLastTurn_ReplacesIt()
    {
        var store = await OpenAsync();
        var first = Turn(1, 1, "one");
        var goesOn = Turn(2, 3, "two, approved");
        var third = Turn(3, 4, "three");
        await store.SaveAsync(Session, first, Cancellation);
        await store.SaveAsync(Session, Turn(2, 2, "two, waiting"), Cancellation);

        await store.SaveAsync(Session, goesOn, Cancellation);
        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), first, goesOn);

        await store.SaveAsync(Session, third, Cancellation);
        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), first, goesOn, third);
    }

    [Fact]
    public async Task Save_OfTheOnlyTurnAgain_ReplacesIt()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Session, Turn(1, 1, "a longer text that must not shine through"), Cancellation);
        var again = Turn(1, 2, "short");

        await store.SaveAsync(Session, again, Cancellation);

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), again);
    }

    [Fact]
    public async Task Save_BeyondMaxTurns_KeepsTheNewest()
    {
        Options.MaxTurns = 3;
        var store = await OpenAsync();
        StoredTurn[] turns = [.. Enumerable.Range(1, 5).Select(n => Turn(n, n, $"turn {n}"))];
        foreach (var turn in turns)
            await store.SaveAsync(Session, turn, Cancellation);

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), turns[2..]);

        var again = Turn(5, 6, "turn 5 again");
        await store.SaveAsync(Session, again, Cancellation);
        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), turns[2], turns[3], again);
    }

    [Fact]
    public async Task Save_WithMaxTurnsOfOne_KeepsTheLast()
    {
        Options.MaxTurns = 1;
        var store = await OpenAsync();
        await store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation);
        var second = Turn(2, 2, "two");

        await store.SaveAsync(Session, second, Cancellation);

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), second);
    }

    [Fact]
    public async Task Sessions_OfOneStore_DoNotSeeEachOther()
    {
        var store = await OpenAsync();
        var turns = HostileIds.All.Select((id, n) => (Id: new SessionId(id), Turn: Turn(1, 1, $"session {n}"))).ToList();
        foreach (var (id, turn) in turns)
            await store.SaveAsync(id, turn, Cancellation);

        foreach (var (id, turn) in turns)
            ShouldBeTurns(await store.LoadAsync(id, Cancellation), turn);
    }

    [Fact]
    public async Task Another_InstanceOnTheSameBacking_SeesWhatIsWritten()
    {
        var one = await OpenAsync();
        var other = await OpenAsync();
        var first = Turn(1, 1, "one");
        var second = Turn(2, 2, "two");

        await one.SaveAsync(Session, first, Cancellation);
        ShouldBeTurns(await other.LoadAsync(Session, Cancellation), first);

        await other.SaveAsync(Session, second, Cancellation);
        ShouldBeTurns(await one.LoadAsync(Session, Cancellation), first, second);
    }

    [Fact]
    public async Task Turn_ThatWaits_HasTheToolsThatAPersonWasAskedAbout_InAnotherInstance()
    {
        var asked = new AskedTool("notes", "delete_item", $"sha256:{new string('a', 64)}");
        var waiting = new ConversationTurn(1, "request-1", [], ModelUsage.None, null)
        {
            Pending = new PendingCalls(["call-1"], new Dictionary<string, string>())
            {
                Tools = new Dictionary<string, AskedTool> { ["call-1"] = asked },
            },
        };
        await (await OpenAsync()).SaveAsync(Session, Turn(1, 1, ConversationJson.Write(waiting)), Cancellation);

        var kept = (await (await OpenAsync()).LoadAsync(Session, Cancellation)).Turns.ShouldHaveSingleItem();

        ConversationJson.Read(Session, kept.Body.Span).Pending!.Tools.ShouldNotBeNull()["call-1"].ShouldBe(asked);
    }

    [Fact]
    public async Task Call_AlreadyCancelled_WritesNothing()
    {
        var store = await OpenAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Should.ThrowAsync<OperationCanceledException>(() => store.SaveAsync(Session, Turn(1, 1, "one"), cancelled));
        await Should.ThrowAsync<OperationCanceledException>(() => store.LoadAsync(Session, cancelled));

        (await store.LoadAsync(Session, Cancellation)).Turns.ShouldBeEmpty();
    }

    [Fact]
    public async Task Store_OutOfReach_SaysSoWithoutItsSecret()
    {
        const string Secret = "p4ss-W0rd+of/the=store";
        var store = await OpenOutOfReachAsync(Secret);
        Assert.SkipWhen(store is null, "This store cannot be out of reach.");

        Func<Task>[] calls =
        [
            () => store.LoadAsync(Session, Cancellation),
            () => store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation),
        ];
        foreach (var call in calls)
        {
            var failure = await Should.ThrowAsync<ConversationStoreException>(call);
            failure.Message.ShouldNotBeNullOrWhiteSpace();
            failure.ToString().ShouldNotContain(Secret);
        }
    }
}
