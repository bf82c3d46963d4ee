using System.Text.Json;

namespace AgentStack.LocalAws.Bedrock.Conversation;

/// <summary>Reads a request that the validator has let pass.</summary>
internal static class ConverseCallReader
{
    public static ConverseCall Read(string modelId, JsonElement request) => new(
        modelId,
        [.. request.Items(ConverseNames.Messages).Select(Message)],
        [.. request.Items(ConverseNames.System).Select(block => block.Text(ConverseNames.Text) ?? Guarded(block)).OfType<string>()],
        [.. Tools(request)],
        Demand(request.Member(ConverseNames.ToolConfig)?.Member(ConverseNames.ToolChoice)),
        Inference(request.Member(ConverseNames.InferenceConfig)),
        Guardrail(request.Member(ConverseNames.GuardrailConfig)),
        request.GetRawText());

    private static ConverseMessage Message(JsonElement message) => new(
        message.Text(ConverseNames.Role) == ConverseNames.User,
        [.. message.Items(ConverseNames.Content).Select(Block).OfType<MessageBlock>()]);

    private static MessageBlock? Block(JsonElement block)
    {
        if (block.Text(ConverseNames.Text) is { } text)
            return new MessageBlock.Text(text);

        if (Guarded(block) is { } guarded)
            return new MessageBlock.Text(guarded, IsGuarded: true);

        if (block.Member(ConverseNames.ToolUse) is { } use)
            return new MessageBlock.ToolUse(Id(use), use.Text(ConverseNames.Name)!, use.GetProperty(ConverseNames.Input));

        return block.Member(ConverseNames.ToolResult) is { } result ? Result(result) : null;
    }

    private static MessageBlock.ToolResult Result(JsonElement result)
    {
        var content = result.Items(ConverseNames.Content).ToList();
        return new(
            Id(result),
            [.. content.Select(item => item.Member(ConverseNames.Json)).OfType<JsonElement>()],
            [.. content.Select(item => item.Text(ConverseNames.Text)).OfType<string>()],
            result.Text(ConverseNames.Status) == ConverseNames.Error);
    }

    private static string? Guarded(JsonElement block) =>
        block.Member(ConverseNames.GuardContent)?.Member(ConverseNames.Text)?.Text(ConverseNames.Text);

    private static GuardrailSettings? Guardrail(JsonElement? config) => config is { } given
        ? new GuardrailSettings(
            given.Text(ConverseNames.GuardrailIdentifier)!,
            given.Text(ConverseNames.GuardrailVersion)!,
            given.Text("trace") is "enabled" or "enabled_full",
            given.Text("streamProcessingMode") is "async")
        : null;

    private static string Id(JsonElement block) => block.Text(ConverseNames.ToolUseId)!;

    private static IEnumerable<OfferedTool> Tools(JsonElement request) =>
        (request.Member(ConverseNames.ToolConfig)?.Items(ConverseNames.Tools) ?? [])
            .Select(tool => tool.Member(ConverseNames.ToolSpec))
            .OfType<JsonElement>()
            .Select(spec => new OfferedTool(
                spec.Text(ConverseNames.Name)!,
                spec.Text(ConverseNames.Description) ?? "",
                spec.GetProperty(ConverseNames.InputSchema).GetProperty(ConverseNames.Json)));

    private static ToolDemand Demand(JsonElement? choice)
    {
        var tool = choice?.Member(ConverseNames.Tool)?.Text(ConverseNames.Name);
        return new(tool is not null || choice?.Member(ConverseNames.Any) is not null, tool);
    }

    private static InferenceSettings Inference(JsonElement? config) => new(
        (int?)config?.Member(ConverseNames.MaxTokens)?.GetDouble(),
        config?.Member(ConverseNames.Temperature)?.GetSingle(),
        config?.Member(ConverseNames.TopP)?.GetSingle(),
        [.. (config?.Items(ConverseNames.StopSequences) ?? []).Select(item => item.GetString()!)]);
}
