using Amazon.BedrockRuntime.Model;
using Microsoft.Extensions.AI;

namespace Amazon.BedrockRuntime;

internal static class RequestMessages
{
    // The service refuses blank text and an empty list of messages.
    private const string ZeroWidthSpace = "\u200b";

    public static List<Message> Create(List<Message>? preset, IEnumerable<ChatMessage> chat)
    {
        var messages = preset ?? [];
        foreach (var message in chat.Where(m => m.Role != ChatRole.System))
        {
            var contents = RequestContents.Create(message);
            if (contents.Count > 0)
            {
                messages.Add(Create(message, contents));
            }
        }

        if (messages.Count == 0)
        {
            messages.Add(new Message { Role = ConversationRole.User, Content = [new() { Text = ZeroWidthSpace }] });
        }

        return messages;
    }

    public static List<SystemContentBlock> CreateSystem(
        List<SystemContentBlock>? preset, IEnumerable<ChatMessage> chat, ChatOptions? options)
    {
        var system = preset ?? [];
        if (options?.Instructions is { } instructions)
        {
            system.Add(new SystemContentBlock { Text = instructions });
        }

        foreach (var message in chat.Where(m => m.Role == ChatRole.System && m.Contents.Any(c => c is TextContent)))
        {
            system.Add(new SystemContentBlock { Text = string.Concat(message.Contents.OfType<TextContent>()) });
            if (CachePointOf(message.AdditionalProperties) is { } cachePoint)
            {
                system.Add(new SystemContentBlock { CachePoint = cachePoint });
            }
        }

        return system;
    }

    public static CachePointBlock? CachePointOf(AdditionalPropertiesDictionary? properties) =>
        properties?.TryGetValue(nameof(ContentBlock.CachePoint), out var value) == true
            ? value as CachePointBlock
            : null;

    private static Message Create(ChatMessage message, List<ContentBlock> contents)
    {
        foreach (var block in contents.Where(b => b.Text is not null && string.IsNullOrWhiteSpace(b.Text)))
        {
            block.Text = ZeroWidthSpace;
        }

        if (CachePointOf(message.AdditionalProperties) is { } cachePoint)
        {
            contents.Add(new ContentBlock { CachePoint = cachePoint });
        }

        return new Message
        {
            Role = message.Role == ChatRole.Assistant ? ConversationRole.Assistant : ConversationRole.User,
            Content = contents,
        };
    }
}
