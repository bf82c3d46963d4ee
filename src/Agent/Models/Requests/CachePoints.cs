using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;

namespace AgentStack.Agent.Models.Requests;

/// <summary>
/// Puts cache points behind what the next request will begin with too: the tools, the system text, and the last two
/// messages from the user's side, of which the older is where the request before this one ended.
/// </summary>
internal static class CachePoints
{
    // Bedrock takes four in all.
    private const int InMessages = 2;

    public static void Add(ConverseStreamRequest request, CachePlaces places)
    {
        if (places is CachePlaces.Everywhere && request.ToolConfig?.Tools is { Count: > 0 } tools)
            tools.Add(new Tool { CachePoint = Create() });

        if (request.System is { Count: > 0 } system)
            system.Add(new SystemContentBlock { CachePoint = Create() });

        var messages = (request.Messages ?? []).Where(message => message.Role == ConversationRole.User && Takes(message, places));
        foreach (var message in messages.TakeLast(InMessages))
            message.Content.Add(new ContentBlock { CachePoint = Create() });
    }

    public static void Remove(ConverseStreamRequest request)
    {
        request.ToolConfig?.Tools?.RemoveAll(tool => tool.CachePoint is not null);
        request.System?.RemoveAll(block => block.CachePoint is not null);
        foreach (var message in request.Messages ?? [])
            message.Content?.RemoveAll(block => block.CachePoint is not null);
    }

    private static bool Takes(Message message, CachePlaces places) =>
        message.Content is { Count: > 0 } content
        && (places is CachePlaces.Everywhere || content.TrueForAll(block => block.ToolResult is null));

    private static CachePointBlock Create() => new() { Type = CachePointType.Default };
}
