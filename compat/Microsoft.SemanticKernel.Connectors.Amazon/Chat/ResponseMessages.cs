using Amazon.BedrockRuntime.Model;
using Microsoft.Extensions.AI;

namespace Amazon.BedrockRuntime;

internal static class ResponseMessages
{
    public static ChatResponse Create(ConverseResponse response)
    {
        var message = new ChatMessage
        {
            CreatedAt = DateTimeOffset.UtcNow,
            RawRepresentation = response.Output?.Message,
            Role = ChatRole.Assistant,
            MessageId = Guid.NewGuid().ToString("N"),
            Contents = [.. (response.Output?.Message?.Content ?? []).SelectMany(ContentsOf)],
        };
        if (DocumentConversion.ToDictionary(response.AdditionalModelResponseFields) is { } fields)
        {
            message.AdditionalProperties = new AdditionalPropertiesDictionary(fields);
        }

        return new ChatResponse(message)
        {
            CreatedAt = message.CreatedAt,
            FinishReason = response.StopReason is { } reason ? FinishReasonOf(reason) : null,
            RawRepresentation = response,
            ResponseId = Guid.NewGuid().ToString("N"),
            Usage = response.Usage is { } usage ? UsageOf(usage) : null,
        };
    }

    public static ChatFinishReason FinishReasonOf(StopReason reason) => reason.Value switch
    {
        "end_turn" or "stop_sequence" => ChatFinishReason.Stop,
        "tool_use" => ChatFinishReason.ToolCalls,
        "max_tokens" => ChatFinishReason.Length,
        "content_filtered" or "guardrail_intervened" => ChatFinishReason.ContentFilter,
        var other => new ChatFinishReason(other),
    };

    public static UsageDetails UsageOf(TokenUsage usage)
    {
        var details = new UsageDetails
        {
            InputTokenCount = usage.InputTokens,
            OutputTokenCount = usage.OutputTokens,
            TotalTokenCount = usage.TotalTokens,
        };
        Count(details, nameof(usage.CacheReadInputTokens), usage.CacheReadInputTokens);
        Count(details, nameof(usage.CacheWriteInputTokens), usage.CacheWriteInputTokens);
        return details;
    }

    private static void Count(UsageDetails details, string name, int? tokens)
    {
        if (tokens is { } count)
        {
            (details.AdditionalCounts ??= []).Add(name, count);
        }
    }

    private static IEnumerable<AIContent> ContentsOf(ContentBlock block)
    {
        if (block.Text is { } text)
        {
            yield return new TextContent(text) { RawRepresentation = block };
        }

        if (block.ReasoningContent is { ReasoningText.Text: not null } reasoning)
        {
            yield return Reasoning(reasoning, block);
        }

        if (block.Image is { Source.Bytes: { } image, Format: { } imageFormat })
        {
            yield return new DataContent(image.ToArray(), MediaTypes.Of(imageFormat)) { RawRepresentation = block };
        }

        if (block.Document is { Source.Bytes: { } document, Format: { } documentFormat })
        {
            yield return new DataContent(document.ToArray(), MediaTypes.Of(documentFormat))
            {
                RawRepresentation = block,
                Name = block.Document.Name,
            };
        }

        if (block.ToolUse is { } call)
        {
            yield return new FunctionCallContent(
                call.ToolUseId, call.Name, DocumentConversion.ToDictionary(call.Input))
            { RawRepresentation = block };
        }
    }

    private static TextReasoningContent Reasoning(ReasoningContentBlock reasoning, ContentBlock block)
    {
        var content = new TextReasoningContent(reasoning.ReasoningText.Text)
        {
            RawRepresentation = block,
            ProtectedData = reasoning.ReasoningText.Signature,
        };
        if (reasoning.RedactedContent is { } redacted)
        {
            (content.AdditionalProperties ??= [])[nameof(reasoning.RedactedContent)] = redacted.ToArray();
        }

        return content;
    }
}
