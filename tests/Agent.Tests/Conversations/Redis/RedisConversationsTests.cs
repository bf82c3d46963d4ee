using System.Globalization;
using AgentStack.Agent.Conversations;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Conversations.Redis;

public sealed class RedisConversationsTests : ConversationStoreTests, IClassFixture<SharedRedis>, IAsyncDisposable
{
    private readonly SharedRedis _shared;
    private readonly OpenedRedis _opened;

    public RedisConversationsTests(SharedRedis shared)
    {
        _shared = shared;
        Options.RedisPrefix = $"test-{Guid.NewGuid():N}:";
        _opened = new OpenedRedis(Options, Clock);
    }

    private string Key => $"{Options.RedisPrefix}{{{Session}}}";

    [Fact]
    public async Task Save_OfAPlainSession_UsesOneKeyNamedForIt_ThatRedisClearsAwayByItself()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation);
        await store.SaveAsync(Session, Turn(2, 2, "two"), Cancellation);

        (await _shared.Server.RunAsync("--scan", "--pattern", $"{Options.RedisPrefix}*")).ShouldBe(Key);
        var left = long.Parse(await _shared.Server.RunAsync("PTTL", Key), CultureInfo.InvariantCulture);
        left.ShouldBeInRange(1, (long)Options.ExpireAfter.TotalMilliseconds + 1);
    }

    [Fact]
    public async Task Save_BeyondMaxTurns_LeavesNothingOfTheOldOnes()
    {
        Options.MaxTurns = 2;
        var store = await OpenAsync();
        for (var n = 1; n <= 5; n++)
            await store.SaveAsync(Session, Turn(n, n, $"turn {n}"), Cancellation);

        (await _shared.Server.RunAsync("HLEN", Key)).ShouldBe("7");
    }

    [Theory]
    [InlineData("SET", "text")]
    [InlineData("HSET", "field", "value")]
    [InlineData("RPUSH", "item")]
    [InlineData("HSET", "version", "1", "at", "soon", "turns", "1")]
    public async Task Key_ThatHoldsSomethingElse_IsToldWithARemedy_AndLeftAsItIs(string command, params string[] values)
    {
        var store = await OpenAsync();
        await _shared.Server.RunAsync([command, Key, .. values]);
        var before = await _shared.Server.RunAsync("DUMP", Key);

        var loading = await Should.ThrowAsync<ConversationStoreException>(() => store.LoadAsync(Session, Cancellation));
        loading.Message.ShouldContain("Conversations:RedisPrefix");
        await Should.ThrowAsync<Exception>(() => store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation));

        (await _shared.Server.RunAsync("DUMP", Key)).ShouldBe(before);
    }

    [Fact]
    public async Task Address_AsAUri_IsTakenToo()
    {
        var store = _opened.Open($"redis://{_shared.Server.Address}/3");
        await store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation);

        (await _shared.Server.RunAsync("-n", "3", "EXISTS", Key)).ShouldBe("1");
    }

    public async ValueTask DisposeAsync() => await _opened.DisposeAsync();

    private protected override Task<IConversationStore> OpenAsync() =>
        Task.FromResult<IConversationStore>(_opened.Open(_shared.Server.Address));

    private protected override Task<IConversationStore?> OpenOutOfReachAsync(string secret) =>
        Task.FromResult<IConversationStore?>(_opened.Open($"127.0.0.1:{FreePort.Next()},password={secret}"));
}
