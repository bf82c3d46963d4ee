using AgentStack.Agent.Models.Guardrails;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Models;

/// <summary>One answer of the model, whole.</summary>
/// <param name="Message">What goes into the history: no blank text, no white space at the end; empty when there was no answer.</param>
internal sealed record ModelAnswer(ChatMessage Message, ChatFinishReason? FinishReason, ModelUsage Usage)
{
    /// <summary>
    /// A guardrail blocked the prompt or the answer, and the message holds its words and no calls. What was blocked must
    /// not stay in the history: it would block every later turn.
    /// </summary>
    public bool IsBlocked { get; init; }

    public IReadOnlyList<FunctionCallContent> Calls => [.. Message.Contents.OfType<FunctionCallContent>()];

    public static ModelAnswer From(IReadOnlyList<ChatResponseUpdate> updates, GuardrailOutcome guardrail)
    {
        var response = updates.ToChatResponse();
        var contents = response.Messages.SelectMany(message => message.Contents).Select(Trim).OfType<AIContent>()
            .Where(content => !guardrail.IsBlocked || content is not FunctionCallContent);
        return new ModelAnswer(
            new ChatMessage(ChatRole.Assistant, [.. contents]), response.FinishReason, ModelUsage.Read(updates, response.Usage))
        {
            IsBlocked = guardrail.IsBlocked,
        };
    }

    private static AIContent? Trim(AIContent content) => content switch
    {
        TextContent text => string.IsNullOrWhiteSpace(text.Text) ? null : new TextContent(text.Text.TrimEnd()),
        FunctionCallContent or TextReasoningContent => content,
        _ => null,
    };
}
