using System.Text;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Conversations.Redis;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Conversations.Redis;

public sealed class RedisFaultTests : IAsyncDisposable
{
    private const string Secret = "p4ss-W0rd";

    private static readonly SessionId Session = new("session-1");

    private readonly FakeClock _clock = new();
    private readonly OpenedRedis _opened;

    public RedisFaultTests() => _opened = new OpenedRedis(new ConversationOptions(), _clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_KilledAndStartedAgainBetweenTurns_IsMissedInBetweenAndFoundAgain()
    {
        await using var server = await RedisServer.StartAsync();
        var store = _opened.Open(server.Address);
        await store.SaveAsync(Session, Turn(1), Cancellation);

        await server.KillAsync();
        await ShouldFailAsync(store, "cannot be reached");

        await server.StartAgainAsync();
        await Eventually.TrueAsync(() => HasVersion(store, 1), "the store to find the server again");
        await store.SaveAsync(Session, Turn(2), Cancellation);
        HasVersion(store, 2).ShouldBeTrue();
    }

    [Fact]
    public async Task Server_ThatWasNotThereAtFirst_IsFoundOnceItIs()
    {
        await using var server = await RedisServer.StartAsync();
        await server.KillAsync();
        var store = _opened.Open(server.Address);
        await ShouldFailAsync(store, "cannot be reached");

        await server.StartAgainAsync();

        await Eventually.TrueAsync(() => HasVersion(store, 0), "the store to find the server");
    }

    [Fact]
    public async Task Server_ThatHangs_IsGivenUpInTime_AndUsedAgainWhenItGoesOn()
    {
        await using var server = await RedisServer.StartAsync();
        var store = _opened.Open(server.Address);
        await store.SaveAsync(Session, Turn(1), Cancellation);
        await server.HangAsync();

        var loading = store.LoadAsync(Session, Cancellation);
        await Eventually.TrueAsync(() => _clock.PendingTimers > 0, "the store to wait");
        _clock.Advance(RedisConnection.Limit);
        (await Should.ThrowAsync<ConversationStoreException>(() => loading)).Message.ShouldContain("did not answer in time");

        await server.GoOnAsync();
        await Eventually.TrueAsync(() => HasVersion(store, 1), "the server to answer again");
    }

    [Fact]
    public async Task Call_CancelledWhileTheServerHangs_EndsAtOnce()
    {
        await using var server = await RedisServer.StartAsync();
        var store = _opened.Open(server.Address);
        await store.SaveAsync(Session, Turn(1), Cancellation);
        await server.HangAsync();
        using var impatient = new CancellationTokenSource();

        var saving = store.SaveAsync(Session, Turn(2), impatient.Token);
        await impatient.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => saving);
        await server.GoOnAsync();
    }

    [Fact]
    public async Task Connection_CutBetweenTurns_IsMadeAgainUnnoticed()
    {
        await using var server = await RedisServer.StartAsync();
        var store = _opened.Open(server.Address);
        for (var n = 1; n <= 20; n++)
        {
            await store.SaveAsync(Session, Turn(n), Cancellation);
            await server.RunAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        }

        HasVersion(store, 20).ShouldBeTrue();
    }

    [Fact]
    public async Task Save_WhoseAnswerIsLost_IsDoneOnceAndSucceeds()
    {
        await using var server = await RedisServer.StartAsync();
        await using var cutter = new AnswerCutter(server.Port);
        var store = _opened.Open(cutter.Address);
        await store.SaveAsync(Session, Turn(1), Cancellation);

        cutter.CutNextAnswer();
        await store.SaveAsync(Session, Turn(2), Cancellation);

        cutter.Cuts.ShouldBe(1);
        var turns = (await _opened.Open(server.Address).LoadAsync(Session, Cancellation)).Turns;
        turns.Select(turn => turn.Version).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Save_WhoseAnswerIsLost_IsStillAConflictWhereSomebodyElseWasFaster()
    {
        await using var server = await RedisServer.StartAsync();
        await using var cutter = new AnswerCutter(server.Port);
        var store = _opened.Open(cutter.Address);
        await store.LoadAsync(Session, Cancellation);
        await _opened.Open(server.Address).SaveAsync(Session, Turn(1) with { Body = "another"u8.ToArray() }, Cancellation);

        cutter.CutNextAnswer();
        await Should.ThrowAsync<ConversationConflictException>(() => store.SaveAsync(Session, Turn(1), Cancellation));

        cutter.Cuts.ShouldBe(1);
    }

    [Fact]
    public async Task Server_ThatSpeaksSomethingElse_IsAFailureForAPerson()
    {
        await using var garbage = new GarbageServer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");

        await ShouldFailAsync(_opened.Open($"{garbage.Address},connectTimeout=2000"), "cannot be reached", "Conversations:Redis");
    }

    [Theory]
    [InlineData("")]
    [InlineData(",password=wrong-" + Secret)]
    [InlineData(",user=nobody,password=wrong-" + Secret)]
    public async Task Server_ThatDoesNotLetUsIn_IsToldWithoutThePassword(string credentials)
    {
        await using var server = await RedisServer.StartAsync("--requirepass", Secret);

        await ShouldFailAsync(_opened.Open(server.Address + credentials), "user or the password", "Conversations:Redis");
    }

    [Fact]
    public async Task Server_WithAPassword_LetsUsInWithIt()
    {
        await using var server = await RedisServer.StartAsync("--requirepass", Secret);

        HasVersion(_opened.Open($"{server.Address},password={Secret}"), 0).ShouldBeTrue();
        HasVersion(_opened.Open($"redis://:{Secret}@{server.Address}"), 0).ShouldBeTrue();
    }

    [Fact]
    public async Task User_WithoutTheRights_IsToldWhichOnesAreNeeded()
    {
        await using var server = await RedisServer.StartAsync();
        await server.RunAsync("ACL", "SETUSER", "guest", "on", $">{Secret}", "~*", "+ping", "+info", "+client", "+hgetall");
        var store = _opened.Open($"{server.Address},user=guest,password={Secret}");

        var failure = await Should.ThrowAsync<ConversationStoreException>(() => store.SaveAsync(Session, Turn(1), Cancellation));

        failure.Message.ShouldContain("pexpire and eval");
    }

    [Theory]
    [InlineData("Name the primary", "REPLICAOF", "127.0.0.1", "1")]
    [InlineData("maxmemory", "CONFIG", "SET", "maxmemory", "1")]
    public async Task Server_ThatTakesNoWrites_IsToldWithItsRemedy(string remedy, params string[] command)
    {
        await using var server = await RedisServer.StartAsync();
        var store = _opened.Open(server.Address);
        await store.SaveAsync(Session, Turn(1), Cancellation);
        await server.RunAsync(command);

        var failure = await Should.ThrowAsync<ConversationStoreException>(() => store.SaveAsync(Session, Turn(2), Cancellation));

        failure.Message.ShouldContain(remedy);
        HasVersion(store, 1).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync() => await _opened.DisposeAsync();

    private static bool HasVersion(RedisConversations store, long version)
    {
        try
        {
            return store.LoadAsync(Session, Cancellation).GetAwaiter().GetResult().Version == version;
        }
        catch (ConversationStoreException)
        {
            return false;
        }
    }

    private static async Task ShouldFailAsync(RedisConversations store, params string[] says)
    {
        var failure = await Should.ThrowAsync<ConversationStoreException>(() => store.LoadAsync(Session, Cancellation));

        foreach (var words in says)
            failure.Message.ShouldContain(words);

        failure.ToString().ShouldNotContain(Secret);
    }

    private StoredTurn Turn(long number) => new(number, number, _clock.GetUtcNow(), Encoding.UTF8.GetBytes($"turn {number}"));
}
