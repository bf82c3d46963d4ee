using AgentStack.Agent.Conversations;
using AgentStack.LocalAws.Faults;
using AgentStack.Tests.Shared;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime.Documents;

namespace AgentStack.Agent.Tests.Conversations.AgentCoreMemory;

public sealed class AgentCoreMemoryConversationsTests : ConversationStoreTests, IAsyncLifetime
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    private MemoryBacking _backing = null!;

    protected override int Rounds => 10;

    public async ValueTask InitializeAsync() => _backing = await MemoryBacking.StartAsync();

    public ValueTask DisposeAsync() => _backing.DisposeAsync();

    [Fact]
    public async Task Save_WithTheSameTokenQuietlyIgnored_StillLetsOneWin()
    {
        // The service's documentation says so; its model has a refusal for it. Both must do.
        var quiet = new AnsweringHandler((request, response) => Task.FromResult(
            AnsweringHandler.IsCreate(request) && (int)response.StatusCode == 400
                ? AnsweringHandler.Json("""{"event":{"eventId":"0#a","payload":[]}}""", 201)
                : response));
        var stores = Enumerable.Range(0, 8).Select(_ => _backing.Open(Options, Clock, quiet)).ToList();
        var turns = stores.Select((_, i) => Turn(1, 1, $"by {i}")).ToList();

        var failures = await Task.WhenAll(stores.Select((store, i) => Record.ExceptionAsync(
            () => store.SaveAsync(Session, turns[i], Cancellation)).AsTask()));

        failures.Count(failure => failure is null).ShouldBe(1);
        failures.OfType<ConversationConflictException>().Count().ShouldBe(7);
        ShouldBeTurns(await stores[0].LoadAsync(Session, Cancellation), turns[Array.IndexOf(failures, null)]);
    }

    [Fact]
    public async Task Save_WhoseAnswerWasLost_IsSentAgainAndMakesOneEvent()
    {
        var lost = 0;
        var losing = new AnsweringHandler((request, response) =>
            AnsweringHandler.IsCreate(request) && response.IsSuccessStatusCode && Interlocked.Increment(ref lost) == 1
                ? throw new HttpRequestException("lost")
                : Task.FromResult(response));
        var store = _backing.Open(Options, Clock, losing);
        var turn = Turn(1, 1, "one");

        await store.SaveAsync(Session, turn, Cancellation);

        lost.ShouldBe(2);
        (await EventsAsync()).Count.ShouldBe(1);
        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), turn);
    }

    [Fact]
    public async Task Save_WhenTheListingLags_LooksAgain()
    {
        var lists = 0;
        var lagging = new AnsweringHandler((request, response) => Task.FromResult(
            !AnsweringHandler.IsCreate(request) && Interlocked.Increment(ref lists) <= 3
                ? AnsweringHandler.Json("""{"events":[]}""")
                : response));
        var store = _backing.Open(Options, Clock, lagging);

        var saving = store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation);
        await AdvanceUntilItEndsAsync(saving);

        await saving;
        lists.ShouldBe(4);
    }

    [Fact]
    public async Task Save_ThatIsNeverListed_IsNotTakenForKept()
    {
        var blind = new AnsweringHandler((request, response) => Task.FromResult(
            AnsweringHandler.IsCreate(request) ? response : AnsweringHandler.Json("""{"events":[]}""")));
        var store = _backing.Open(Options, Clock, blind);

        var saving = store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation);
        await AdvanceUntilItEndsAsync(saving);

        (await Should.ThrowAsync<ConversationStoreException>(saving)).Message.ShouldContain("is not listed");
    }

    [Fact]
    public async Task Load_WithTwoEventsOfOnePosition_IsTheSameForEverybody()
    {
        var store = await OpenAsync();
        var first = Turn(1, 1, "one");
        await store.SaveAsync(Session, first, Cancellation);
        await DoubleAsync(held => held.EventTimestamp = held.EventTimestamp!.Value.AddHours(1));

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), first);
        await store.SaveAsync(Session, Turn(2, 2, "two"), Cancellation);
        (await store.LoadAsync(Session, Cancellation)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task Session_OfManyPagesByAClockThatGoesBack_IsReadFromItsNewest()
    {
        Options.MaxTurns = 3;
        var store = await OpenAsync();
        StoredTurn[] turns = [.. Enumerable.Range(1, 45).Select(n => Turn(n, n, $"turn {n}") with { At = Now.AddMinutes(-n) })];
        foreach (var turn in turns)
            await store.SaveAsync(Session, turn, Cancellation);

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), turns[^3..]);
    }

    [Fact]
    public async Task Load_OfALongPast_ReadsNoMoreThanItNeeds()
    {
        var lists = 0;
        var counting = new AnsweringHandler((request, response) =>
        {
            lists += AnsweringHandler.IsCreate(request) ? 0 : 1;
            return Task.FromResult(response);
        });
        var store = _backing.Open(Options, Clock, counting);
        for (var n = 1; n <= 25; n++)
            await store.SaveAsync(Session, Turn(n, n, $"turn {n}"), Cancellation);
        Clock.Advance(Options.ExpireAfter * 2);
        var anew = Turn(1, 1, "anew");
        await store.SaveAsync(Session, anew, Cancellation);

        lists = 0;
        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), anew);
        lists.ShouldBe(1);
    }

    [Fact]
    public async Task Session_WithEventsOfOthers_PassesThemOver()
    {
        var store = await OpenAsync();
        var turn = Turn(1, 1, "one");
        await store.SaveAsync(Session, turn, Cancellation);
        using var client = _backing.Client();
        for (var i = 0; i < 45; i++)
        {
            await client.CreateEventAsync(
                new CreateEventRequest
                {
                    MemoryId = MemoryBacking.MemoryId,
                    ActorId = "agent",
                    SessionId = SessionKey.Of(Session),
                    EventTimestamp = Now.UtcDateTime.AddMinutes(i),
                    Payload = [new PayloadType { Blob = new Document(i) }],
                },
                Cancellation);
        }

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), turn);
        var second = Turn(2, 2, "two");
        await store.SaveAsync(Session, second, Cancellation);
        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), turn, second);
    }

    [Fact]
    public async Task Turn_OfAnotherFormat_IsNotReadWrong()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation);
        await DoubleAsync(held =>
        {
            held.Metadata["agentstack.position"].StringValue = "2";
            held.Metadata["agentstack.format"].StringValue = "2";
        });

        (await Should.ThrowAsync<ConversationStoreException>(() => store.LoadAsync(Session, Cancellation)))
            .Message.ShouldContain("cannot be read");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no base64 !")]
    [InlineData("AAAA")]
    public async Task Turn_ThatIsNotAllThere_IsNotReadWrong(string part)
    {
        var store = await OpenAsync();
        await store.SaveAsync(Session, Turn(1, 1, "one, with enough text that it is packed, packed, packed, packed"), Cancellation);
        await DoubleAsync(held =>
        {
            held.Metadata["agentstack.position"].StringValue = "2";
            held.Payload[0].Blob = new Document(part);
        });

        (await Should.ThrowAsync<ConversationStoreException>(() => store.LoadAsync(Session, Cancellation)))
            .Message.ShouldContain("cannot be read");
    }

    [Fact]
    public async Task Body_ThatCannotBePacked_IsKeptUpToWhatAnEventTakes()
    {
        var store = await OpenAsync();
        var noise = new byte[7_000_000];
        new Random(1).NextBytes(noise);
        var turn = Turn(1, 1, noise);

        await store.SaveAsync(Session, turn, Cancellation);

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), turn);
        (await EventsAsync()).Single().Payload.ShouldAllBe(part => part.Blob.AsString().Length <= 96_000);
    }

    [Fact]
    public async Task Body_LargerThanAnEvent_IsRefusedWithARemedyAndNotCut()
    {
        var store = await OpenAsync();
        var noise = new byte[8_000_000];
        new Random(1).NextBytes(noise);

        (await Should.ThrowAsync<ConversationStoreException>(() => store.SaveAsync(Session, Turn(1, 1, noise), Cancellation)))
            .Message.ShouldBe(
                $"AgentCore Memory {MemoryBacking.MemoryId}: The turn has 8000000 bytes, which do not fit into an event of 10 MB."
                + " Lower Tools:MaxResultBytes, or ask for less at once.");
        (await EventsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Store_OverARandomLife_IsLikeTheOneInMemory(int seed)
    {
        var random = new Random(seed);
        Options.MaxTurns = random.Next(1, 30);
        Options.ExpireAfter = TimeSpan.FromDays(1);
        var model = new MemoryConversations(Options, new SessionQueue(Options), Clock);
        var store = await OpenAsync();
        for (var step = 0; step < 80; step++)
        {
            Clock.Advance(random.Next(40) == 0 ? TimeSpan.FromDays(2) : TimeSpan.FromSeconds(random.Next(3)));
            var known = await model.LoadAsync(Session, Cancellation);
            var last = known.Turns is [.., var turn] ? turn.Sequence : 0;
            var sequence = last > 0 && random.Next(3) == 0 ? last : last + 1;
            var written = Turn(sequence, known.Version + 1, $"step {step}") with { At = Now.AddSeconds(random.Next(-5, 1)) };
            await model.SaveAsync(Session, written, Cancellation);
            await store.SaveAsync(Session, written, Cancellation);

            if (random.Next(4) == 0)
                ShouldBeTurns(await store.LoadAsync(Session, Cancellation), [.. (await model.LoadAsync(Session, Cancellation)).Turns]);
        }

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), [.. (await model.LoadAsync(Session, Cancellation)).Turns]);
    }

    [Theory]
    [InlineData("CreateEvent", FaultKind.Throttle)]
    [InlineData("ListEvents", FaultKind.Throttle)]
    [InlineData("CreateEvent", FaultKind.Error)]
    [InlineData("CreateEvent", FaultKind.Cut)]
    [InlineData("ListEvents", FaultKind.Cut)]
    public async Task Save_ThroughAFaultOfTheMoment_IsTriedAgain(string operation, FaultKind kind)
    {
        var store = await OpenAsync();
        _backing.Aws.Faults.Add(new Fault(operation, kind));
        var turn = Turn(1, 1, "one");

        await store.SaveAsync(Session, turn, Cancellation);

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), turn);
        (await EventsAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(FaultKind.Throttle, "It is asked too often")]
    [InlineData(FaultKind.Error, "It answered ServiceException (HTTP 500). Try again in a moment")]
    [InlineData(FaultKind.Cut, "It could not be called. Check AWS_REGION")]
    public async Task Save_ThroughAFaultThatStays_SaysWhatAndWhatToDo(FaultKind kind, string message)
    {
        var store = await OpenAsync();
        _backing.Aws.Faults.Add(new Fault("CreateEvent", kind) { Count = 100 });

        (await Should.ThrowAsync<ConversationStoreException>(() => store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation)))
            .Message.ShouldStartWith($"AgentCore Memory {MemoryBacking.MemoryId}: {message}");
        (await EventsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CreateEvent")]
    [InlineData("ListEvents")]
    public async Task Save_ThatHangs_EndsAtItsLimit(string operation)
    {
        var store = await OpenAsync();
        _backing.Aws.Faults.Add(new Fault(operation, FaultKind.Delay) { Delay = TimeSpan.FromHours(1) });
        var saving = store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation);
        await Eventually.TrueAsync(() => _backing.Aws.Faults.Pending.Count == 0, "the call to hang");

        Clock.Advance(TimeSpan.FromSeconds(29));
        saving.IsCompleted.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(1));

        (await Should.ThrowAsync<ConversationStoreException>(saving)).Message.ShouldContain("No answer within 30 s.");
    }

    [Fact]
    public async Task Save_GivenUpWhileItHangs_IsCancelled()
    {
        var store = await OpenAsync();
        _backing.Aws.Faults.Add(new Fault("CreateEvent", FaultKind.Delay) { Delay = TimeSpan.FromHours(1) });
        using var caller = new CancellationTokenSource();
        var saving = store.SaveAsync(Session, Turn(1, 1, "one"), caller.Token);
        await Eventually.TrueAsync(() => _backing.Aws.Faults.Pending.Count == 0, "the call to hang");

        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(saving);
    }

    [Fact]
    public async Task Memory_ThatIsNotThere_IsNamedWithTheSetting()
    {
        var store = _backing.Open(Options, Clock, memoryId: "another_one-AbCdEf1234");

        (await Should.ThrowAsync<ConversationStoreException>(() => store.LoadAsync(Session, Cancellation))).Message.ShouldBe(
            "AgentCore Memory another_one-AbCdEf1234: There is no such memory in this account and region."
            + " Check Conversations:Memory:Id and AWS_REGION.");
    }

    [Fact]
    public async Task Credentials_ThatAreWrong_AreNamedWithoutThem()
    {
        var store = _backing.OpenAt(_backing.Aws.Address, "the secret of a test", Options, Clock);

        var failure = await Should.ThrowAsync<ConversationStoreException>(() => store.LoadAsync(Session, Cancellation));

        failure.Message.ShouldContain("UnrecognizedClientException (HTTP 403). Check the AWS credentials");
        failure.ToString().ShouldNotContain("the secret of a test");
    }

    private protected override Task<IConversationStore> OpenAsync() => Task.FromResult(_backing.Open(Options, Clock));

    private protected override Task<IConversationStore?> OpenOutOfReachAsync(string secret) =>
        Task.FromResult<IConversationStore?>(_backing.OpenAt(Nowhere, secret, Options, Clock));

    private async Task AdvanceUntilItEndsAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            // The limit of the call is one timer, the wait for the listing another.
            await Eventually.TrueAsync(() => task.IsCompleted || Clock.PendingTimers > 1, "a wait for the listing");
            Clock.Advance(TimeSpan.FromMilliseconds(250));
        }
    }

    private async Task<List<Event>> EventsAsync()
    {
        using var client = _backing.Client();
        return (await client.ListEventsAsync(MemoryBacking.ListOf(Session), Cancellation)).Events;
    }

    // As if a token had not been honoured.
    private async Task DoubleAsync(Action<Event> change)
    {
        var held = (await EventsAsync()).Single();
        held.Metadata["agentstack.writer"].StringValue = "another";
        change(held);
        using var client = _backing.Client();
        await client.CreateEventAsync(
            new CreateEventRequest
            {
                MemoryId = held.MemoryId,
                ActorId = held.ActorId,
                SessionId = held.SessionId,
                EventTimestamp = held.EventTimestamp,
                Metadata = held.Metadata,
                Payload = held.Payload,
            },
            Cancellation);
    }
}
