using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Validation;

/// <summary>No text is blank, wherever it stands.</summary>
internal static class TextRules
{
    public static string? Find(JsonElement request) =>
        System(request).Concat(Messages(request)).FirstOrDefault();

    private static IEnumerable<string> System(JsonElement request) =>
        Blank(request.Items(ConverseNames.System), "SystemContentBlock", ConverseNames.System);

    private static IEnumerable<string> Messages(JsonElement request) =>
        request.Items(ConverseNames.Messages).SelectMany((message, index) => Content(message, $"messages.{index}.content"));

    private static IEnumerable<string> Content(JsonElement message, string place) =>
        Blank(message.Items(ConverseNames.Content), "ContentBlock", place)
            .Concat(message.Items(ConverseNames.Content).SelectMany((block, index) => Result(block, $"{place}.{index}")));

    private static IEnumerable<string> Result(JsonElement block, string place) =>
        block.Member(ConverseNames.ToolResult) is { } result
            ? Blank(result.Items(ConverseNames.Content), "ToolResultContentBlock", $"{place}.toolResult.content")
            : [];

    private static IEnumerable<string> Blank(IEnumerable<JsonElement> blocks, string shape, string place) =>
        blocks.Select((block, index) => (Text: block.Text(ConverseNames.Text), index))
            .Where(block => block.Text is not null && string.IsNullOrWhiteSpace(block.Text))
            .Select(block => $"The text field in the {shape} object at {place}.{block.index} is blank. "
                + "Add text to the text field, and try again.");
}
