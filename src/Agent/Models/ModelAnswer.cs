using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Models;

/// <summary>One answer of the model, whole.</summary>
/// <param name="Message">What goes into the history: no blank text, no white space at the end.</param>
internal sealed record ModelAnswer(ChatMessage Message, ChatFinishReason? FinishReason, UsageDetails? Usage)
{
    public IReadOnlyList<FunctionCallContent> Calls => [.. Message.Contents.OfType<FunctionCallContent>()];

    public static ModelAnswer From(ChatResponse response)
    {
        var contents = response.Messages.SelectMany(message => message.Contents).Select(Trim).OfType<AIContent>();
        return new ModelAnswer(new ChatMessage(ChatRole.Assistant, [.. contents]), response.FinishReason, response.Usage);
    }

    private static AIContent? Trim(AIContent content) => content switch
    {
        TextContent text => string.IsNullOrWhiteSpace(text.Text) ? null : new TextContent(text.Text.TrimEnd()),
        FunctionCallContent or TextReasoningContent => content,
        _ => null,
    };
}
