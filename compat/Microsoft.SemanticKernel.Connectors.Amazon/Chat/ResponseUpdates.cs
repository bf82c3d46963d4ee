using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime.EventStreams;
using Microsoft.Extensions.AI;

namespace Amazon.BedrockRuntime;

/// <summary>One stream's events as updates; a tool's input is gathered until its block ends.</summary>
internal sealed class ResponseUpdates
{
    private readonly string _messageId = Guid.NewGuid().ToString("N");
    private readonly string _responseId = Guid.NewGuid().ToString("N");
    private ChatFinishReason? _finishReason;
    private ToolUseBlockStart? _tool;
    private StringBuilder? _toolInput;

    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync(
        IAmazonBedrockRuntime runtime,
        ConverseStreamRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var response = await runtime.ConverseStreamAsync(request, cancellationToken).ConfigureAwait(false);
        await foreach (var received in response.Stream.ConfigureAwait(false))
        {
            foreach (var update in UpdatesOf(received))
            {
                update.CreatedAt = DateTimeOffset.UtcNow;
                update.MessageId = _messageId;
                update.ResponseId = _responseId;
                update.Role = ChatRole.Assistant;
                update.FinishReason = _finishReason;
                update.RawRepresentation = received;
                yield return update;
            }
        }
    }

    private IEnumerable<ChatResponseUpdate> UpdatesOf(IEventStreamEvent received) => received switch
    {
        MessageStartEvent => [new ChatResponseUpdate()],
        ContentBlockStartEvent { Start.ToolUse: { } tool } => Begin(tool),
        ContentBlockDeltaEvent { Delta: { } delta } => Continue(delta),
        ContentBlockStopEvent => End(),
        MessageStopEvent stop => [Finish(stop)],
        ConverseStreamMetadataEvent { Usage: { } usage } => [With(new UsageContent(ResponseMessages.UsageOf(usage)))],
        _ => [],
    };

    private static ChatResponseUpdate With(AIContent content) => new(ChatRole.Assistant, [content]);

    private ChatResponseUpdate[] Begin(ToolUseBlockStart tool)
    {
        _tool ??= tool;
        return [];
    }

    private IEnumerable<ChatResponseUpdate> Continue(ContentBlockDelta delta)
    {
        if (delta.ToolUse is { } tool)
        {
            (_toolInput ??= new StringBuilder()).Append(tool.Input);
        }

        if (delta.Text is { } text)
        {
            yield return With(new TextContent(text));
        }

        if (delta.ReasoningContent is { } reasoning)
        {
            var content = new TextReasoningContent(reasoning.Text) { ProtectedData = reasoning.Signature };
            if (reasoning.RedactedContent is { } redacted)
            {
                (content.AdditionalProperties ??= [])[nameof(reasoning.RedactedContent)] = redacted.ToArray();
            }

            yield return With(content);
        }
    }

    private ChatResponseUpdate[] End()
    {
        var (tool, input) = (_tool, _toolInput?.ToString());
        (_tool, _toolInput) = (null, null);
        return tool is { Name: { } name, ToolUseId: { } id } ? [With(CallOf(id, name, input))] : [];
    }

    private static FunctionCallContent CallOf(string id, string name, string? input)
    {
        try
        {
            var arguments = input is null
                ? null
                : JsonSerializer.Deserialize<Dictionary<string, object?>>(input, AIJsonUtilities.DefaultOptions);
            return new FunctionCallContent(id, name, arguments);
        }
        catch (JsonException exception)
        {
            return new FunctionCallContent(id, name)
            {
                Exception = new InvalidOperationException($"Unable to parse input: {input}", exception),
            };
        }
    }

    private ChatResponseUpdate Finish(MessageStopEvent stop)
    {
        if (stop.StopReason is { } reason)
        {
            _finishReason ??= ResponseMessages.FinishReasonOf(reason);
        }

        var fields = DocumentConversion.ToDictionary(stop.AdditionalModelResponseFields);
        return new ChatResponseUpdate
        {
            AdditionalProperties = fields is null ? null : new AdditionalPropertiesDictionary(fields),
        };
    }
}
