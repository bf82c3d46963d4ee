using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns;

/// <summary>Shapes a history for the model.</summary>
internal static class TurnHistory
{
    /// <summary>
    /// Tells calls and results as text. Bedrock refuses a history with tool blocks when no tools are offered, which is
    /// so when a server has gone since, or when the model must answer without tools.
    /// </summary>
    public static IEnumerable<ChatMessage> WithoutToolBlocks(IEnumerable<ChatMessage> messages) =>
        messages.Select(message => new ChatMessage(
            message.Role == ChatRole.Tool ? ChatRole.User : message.Role,
            [.. message.Contents.Select(Tell)]));

    private static AIContent Tell(AIContent content) => content switch
    {
        FunctionCallContent call => new TextContent($"[called the tool {call.Name}]"),
        FunctionResultContent result => new TextContent($"[the tool's result: {result.Result}]"),
        _ => content,
    };
}
