using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Validation;

/// <summary>Only the assistant thinks, and it never ends on a thought.</summary>
internal static class ReasoningRules
{
    private const string Refusal = "The model returned the following errors:";

    public static string? Find(JsonElement request) =>
        request.Items(ConverseNames.Messages).Select(Refuse).FirstOrDefault(error => error is not null);

    private static string? Refuse(JsonElement message, int index)
    {
        var content = message.Items(ConverseNames.Content).ToList();
        if (message.Text(ConverseNames.Role) == ConverseNames.User)
        {
            return content.Exists(IsThought)
                ? $"{Refusal} messages.{index}: `thinking` blocks can only be in `assistant` messages"
                : null;
        }

        return content is [.., var last] && IsThought(last)
            ? $"{Refusal} messages.{index}: The final block in an assistant message cannot be `thinking`."
            : null;
    }

    private static bool IsThought(JsonElement block) => block.Member(ConverseNames.ReasoningContent) is not null;
}
