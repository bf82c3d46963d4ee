using AgentStack.Agent.Conversations;

namespace AgentStack.Agent.Tests.Conversations;

public abstract partial class ConversationStoreTests
{
    public static TheoryData<string> NamesOfHostileIds => [.. HostileIds.Names];

    [Theory]
    [MemberData(nameof(NamesOfHostileIds))]
    public async Task Session_UnderAHostileId_IsKeptLikeAnyOther(string name)
    {
        var store = await OpenAsync();
        var id = new SessionId(HostileIds.Named(name));
        var first = Turn(1, 1, "one");
        var second = Turn(2, 2, "two");

        await store.SaveAsync(id, first, Cancellation);
        await store.SaveAsync(id, second, Cancellation);

        ShouldBeTurns(await store.LoadAsync(id, Cancellation), first, second);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(100_001)]
    [InlineData(2 * 1024 * 1024)]
    public async Task Body_OfAnySizeWithEveryByteValue_IsKeptAsItIs(int size)
    {
        var store = await OpenAsync();
        var body = new byte[size];
        for (var i = 0; i < size; i++)
            body[i] = (byte)(i * 31);

        var turn = Turn(1, 1, body);
        await store.SaveAsync(Session, turn, Cancellation);

        ShouldBeTurns(await store.LoadAsync(Session, Cancellation), turn);
    }
}
