using System.Text;
using AgentStack.Agent.Conversations;

namespace AgentStack.Agent.Tests.Conversations;

public abstract partial class ConversationStoreTests
{
    private protected DateTimeOffset Now => Clock.GetUtcNow();

    private protected StoredTurn Turn(long sequence, long version, string text) =>
        Turn(sequence, version, Encoding.UTF8.GetBytes(text));

    private protected StoredTurn Turn(long sequence, long version, byte[] body) => new(sequence, version, Now, body);

    private protected static void ShouldBeTurns(StoredConversation conversation, params StoredTurn[] expected)
    {
        conversation.Turns.Select(Describe).ShouldBe(expected.Select(Describe));
        for (var i = 0; i < expected.Length; i++)
            conversation.Turns[i].Body.Span.SequenceEqual(expected[i].Body.Span).ShouldBeTrue();
    }

    private static string Describe(StoredTurn turn) =>
        $"{turn.Sequence} v{turn.Version} at {turn.At.UtcDateTime:O}: {turn.Body.Length} bytes";
}
