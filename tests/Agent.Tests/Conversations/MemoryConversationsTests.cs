using AgentStack.Agent.Conversations;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Tests.Conversations;

public sealed class MemoryConversationsTests
{
    [Fact]
    public void Open_OfOneMoreThanTheLimit_ForgetsTheOldestIdleOne()
    {
        var conversations = new MemoryConversations(new ConversationOptions { MaxSessions = 2 });
        var first = conversations.Open(new SessionId("1"));
        var second = conversations.Open(new SessionId("2"));
        conversations.Open(new SessionId("1")).ShouldBeSameAs(first);

        conversations.Open(new SessionId("3"));

        conversations.Open(new SessionId("1")).ShouldBeSameAs(first);
        conversations.Open(new SessionId("2")).ShouldNotBeSameAs(second);
    }

    [Fact]
    public async Task Open_WhileATurnIsUnderWay_DoesNotForgetIt()
    {
        var conversations = new MemoryConversations(new ConversationOptions { MaxSessions = 1 });
        var busy = conversations.Open(new SessionId("1"));
        using var turn = await busy.BeginTurnAsync(TestContext.Current.CancellationToken);

        conversations.Open(new SessionId("2"));

        conversations.Open(new SessionId("1")).ShouldBeSameAs(busy);
    }

    [Fact]
    public void Complete_OfOneMoreThanTheLimit_DropsTheOldestTurnWhole()
    {
        var conversation = new Conversation(maxTurns: 2);
        foreach (var text in (string[])["a", "b", "c"])
            conversation.Complete([new ChatMessage(ChatRole.User, text), new ChatMessage(ChatRole.Assistant, text)]);

        conversation.Messages.Select(message => message.Text).ShouldBe(["b", "b", "c", "c"]);
    }
}
