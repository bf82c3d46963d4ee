using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Validation;

/// <summary>Messages are not empty, alternate, and begin and end with the user.</summary>
internal static class TurnRules
{
    public static string? Find(JsonElement request)
    {
        var messages = request.Items(ConverseNames.Messages).ToList();
        if (messages.Count == 0)
            return "A conversation must have at least one message. Try again with a conversation that has a message.";

        if (messages.FindIndex(message => !message.Items(ConverseNames.Content).Any()) is >= 0 and var empty)
        {
            return $"The content field in the Message object at messages.{empty} is empty. "
                + "Add a ContentBlock object to the content field and try again.";
        }

        if (!FromUser(messages[0]))
            return "A conversation must start with a user message. Try again with a conversation that starts with a user message.";

        if (messages.Zip(messages.Skip(1)).Any(pair => FromUser(pair.First) == FromUser(pair.Second)))
        {
            return "A conversation must alternate between user and assistant roles. "
                + "Make sure the conversation alternates between user and assistant roles and try again.";
        }

        return FromUser(messages[^1]) ? null : Prefill(messages[^1]);
    }

    private static string Prefill(JsonElement last) =>
        last.Items(ConverseNames.Content).Last().Text(ConverseNames.Text) is { } text && char.IsWhiteSpace(text[^1])
            ? "The model returned the following errors: messages: final assistant content cannot end with trailing whitespace"
            : "The model returned the following errors: This model does not support assistant message prefill. "
                + "The conversation must end with a user message.";

    private static bool FromUser(JsonElement message) => message.Text(ConverseNames.Role) == ConverseNames.User;
}
