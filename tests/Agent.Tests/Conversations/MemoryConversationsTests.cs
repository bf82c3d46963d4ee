using AgentStack.Agent.Conversations;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Conversations;

public sealed class MemoryConversationsTests : ConversationStoreTests
{
    private MemoryConversations? _store;
    private SessionQueue? _queue;

    private SessionQueue Queue => _queue ??= new SessionQueue(Options);

    [Fact]
    public async Task Save_OfOneSessionMoreThanMaxSessions_ForgetsTheOneIdleLongest()
    {
        Options.MaxSessions = 2;
        var store = await OpenAsync();
        await store.SaveAsync(new SessionId("a"), Turn(1, 1, "a"), Cancellation);
        await store.SaveAsync(new SessionId("b"), Turn(1, 1, "b"), Cancellation);
        await store.SaveAsync(new SessionId("a"), Turn(2, 2, "a again"), Cancellation);

        await store.SaveAsync(new SessionId("c"), Turn(1, 1, "c"), Cancellation);

        (await store.LoadAsync(new SessionId("a"), Cancellation)).Version.ShouldBe(2);
        (await store.LoadAsync(new SessionId("b"), Cancellation)).Version.ShouldBe(0);
        (await store.LoadAsync(new SessionId("c"), Cancellation)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Save_ThatConflicts_ForgetsNobody()
    {
        Options.MaxSessions = 1;
        var store = await OpenAsync();
        await store.SaveAsync(new SessionId("a"), Turn(1, 1, "a"), Cancellation);

        await Should.ThrowAsync<ConversationConflictException>(
            () => store.SaveAsync(new SessionId("b"), Turn(1, 2, "b"), Cancellation));

        (await store.LoadAsync(new SessionId("a"), Cancellation)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Save_OfOneMoreWhileATurnIsUnderWayInTheOldest_ForgetsTheNextOldest()
    {
        Options.MaxSessions = 2;
        var store = await OpenAsync();
        await store.SaveAsync(new SessionId("a"), Turn(1, 1, "a"), Cancellation);
        await store.SaveAsync(new SessionId("b"), Turn(1, 1, "b"), Cancellation);
        using var turn = await Queue.EnterAsync(new SessionId("a"), Cancellation);

        await store.SaveAsync(new SessionId("c"), Turn(1, 1, "c"), Cancellation);
        await store.SaveAsync(new SessionId("a"), Turn(2, 2, "a again"), Cancellation);

        (await store.LoadAsync(new SessionId("a"), Cancellation)).Version.ShouldBe(2);
        (await store.LoadAsync(new SessionId("b"), Cancellation)).Version.ShouldBe(0);
        (await store.LoadAsync(new SessionId("c"), Cancellation)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Save_WhileTurnsAreUnderWayEverywhere_KeepsAll_AndFallsBackToTheLimitWhenTheyAreOver()
    {
        Options.MaxSessions = 1;
        var store = await OpenAsync();
        SessionId[] all = [new("a"), new("b"), new("c"), new("d")];
        var turns = new List<IDisposable>();
        foreach (var id in all[..3])
        {
            turns.Add(await Queue.EnterAsync(id, Cancellation));
            await store.SaveAsync(id, Turn(1, 1, "one"), Cancellation);
        }

        turns.ForEach(turn => turn.Dispose());
        (await VersionsAsync()).ShouldBe([1, 1, 1, 0]);
        await store.SaveAsync(all[3], Turn(1, 1, "one"), Cancellation);
        (await VersionsAsync()).ShouldBe([0, 0, 0, 1]);

        Task<long[]> VersionsAsync() => Task.WhenAll(all.Select(async id => (await store.LoadAsync(id, Cancellation)).Version));
    }

    [Fact]
    public async Task Turn_OverlappedByOneOfAnotherSessionThanFits_IsKeptWithoutAWarning()
    {
        await using var stage = await Stage.StartAsync(("Conversations:MaxSessions", "1"));
        stage.Model.Enqueue(new ModelReply().Say("One"));
        (await stage.AskAsync("hi", "a")).Dispose();
        var gate = new TaskCompletionSource();
        stage.Model.Enqueue(new ModelReply().Say("Two").WaitFor(gate.Task), new ModelReply().Say("Three"));
        var slow = stage.AskAsync("hi", "a");
        await Eventually.TrueAsync(() => stage.Model.Requests.Count == 2, "asked");
        (await stage.AskAsync("hi", "b")).Dispose();
        gate.SetResult();

        using var response = await slow;
        var reply = await response.ReadJsonAsync();
        reply.GetProperty("result").GetString().ShouldBe("Two");
        reply.GetProperty("warnings").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Load_BeforeAWrite_IsNotChangedByIt()
    {
        var store = await OpenAsync();
        var first = Turn(1, 1, "one");
        await store.SaveAsync(Session, first, Cancellation);
        var loaded = await store.LoadAsync(Session, Cancellation);

        await store.SaveAsync(Session, Turn(2, 2, "two"), Cancellation);

        ShouldBeTurns(loaded, first);
    }

    private protected override Task<IConversationStore> OpenAsync() =>
        Task.FromResult<IConversationStore>(_store ??= new MemoryConversations(Options, Queue, Clock));
}
