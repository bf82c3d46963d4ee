using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Conversations.Wire;

internal sealed record MessageBody(string Role, IReadOnlyList<ContentBody> Content)
{
    public static MessageBody From(ChatMessage message) =>
        new(message.Role.Value, [.. message.Contents.Select(ContentBody.From).OfType<ContentBody>()]);

    public ChatMessage ToMessage() => new(new ChatRole(Role), [.. Content.Select(content => content.ToContent())]);
}
