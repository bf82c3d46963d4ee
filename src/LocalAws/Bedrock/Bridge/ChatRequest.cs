using AgentStack.LocalAws.Bedrock.Conversation;
using OpenAI.Chat;

namespace AgentStack.LocalAws.Bedrock.Bridge;

/// <summary>A Converse request in the words of chat completions.</summary>
internal static class ChatRequest
{
    public static List<ChatMessage> Messages(ConverseCall call) =>
        [.. call.System.Select(ChatMessage.CreateSystemMessage), .. call.Messages.SelectMany(Translate)];

    public static ChatCompletionOptions Options(ConverseCall call)
    {
        var options = new ChatCompletionOptions
        {
            Temperature = call.Inference.Temperature,
            TopP = call.Inference.TopP,
            MaxOutputTokenCount = call.Inference.MaxTokens,
        };
        foreach (var stop in call.Inference.StopSequences)
            options.StopSequences.Add(stop);

        foreach (var tool in call.Tools)
            options.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.Schema.GetRawText())));

        if (call.Demand.Required)
            options.ToolChoice = Choice(call.Demand);

        return options;
    }

    private static ChatToolChoice Choice(ToolDemand demand) => demand.Tool is { } name
        ? ChatToolChoice.CreateFunctionChoice(name)
        : ChatToolChoice.CreateRequiredChoice();

    private static IEnumerable<ChatMessage> Translate(ConverseMessage message) =>
        message.FromUser ? FromUser(message) : [FromAssistant(message)];

    // Tool results are messages of their own, and come right after the calls.
    private static IEnumerable<ChatMessage> FromUser(ConverseMessage message)
    {
        foreach (var result in message.ToolResults)
            yield return ChatMessage.CreateToolMessage(result.Id, Content(result));

        if (message.Text.Length > 0)
            yield return ChatMessage.CreateUserMessage(message.Text);
    }

    private static string Content(MessageBlock.ToolResult result)
    {
        var text = string.Join('\n', [.. result.Texts, .. result.Json.Select(json => json.GetRawText())]);
        return result.IsError ? $"The tool failed: {text}" : text;
    }

    private static AssistantChatMessage FromAssistant(ConverseMessage message)
    {
        List<ChatToolCall> calls = [.. message.ToolUses.Select(use =>
            ChatToolCall.CreateFunctionToolCall(use.Id, use.Name, BinaryData.FromString(use.Input.GetRawText())))];
        if (calls.Count == 0)
            return ChatMessage.CreateAssistantMessage(message.Text);

        var answer = ChatMessage.CreateAssistantMessage(calls);
        if (message.Text.Length > 0)
            answer.Content.Add(ChatMessageContentPart.CreateTextPart(message.Text));

        return answer;
    }
}
