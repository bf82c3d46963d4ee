using Amazon.BedrockRuntime.Model;
using Amazon.Runtime.Documents;
using Microsoft.Extensions.AI;

namespace Amazon.BedrockRuntime;

internal static class RequestContents
{
    public static List<ContentBlock> Create(ChatMessage message)
    {
        List<ContentBlock> blocks = [];
        foreach (var content in message.Contents)
        {
            if (Create(content, message.Role) is { } block)
            {
                blocks.Add(block);
            }

            if (RequestMessages.CachePointOf(content.AdditionalProperties) is { } cachePoint)
            {
                blocks.Add(new ContentBlock { CachePoint = cachePoint });
            }
        }

        return blocks;
    }

    private static ContentBlock? Create(AIContent content, ChatRole role) => content switch
    {
        TextContent text when role == ChatRole.Assistant => AssistantText(text.Text.TrimEnd()),
        TextContent text => new ContentBlock { Text = text.Text },
        TextReasoningContent reasoning => Reasoning(reasoning),
        DataContent data => Data(data),
        FunctionCallContent call => new ContentBlock
        {
            ToolUse = new ToolUseBlock
            {
                ToolUseId = call.CallId,
                Name = call.Name,
                Input = DocumentConversion.FromArguments(call.Arguments),
            },
        },
        FunctionResultContent result => new ContentBlock { ToolResult = ToolResult(result) },
        _ => null,
    };

    private static ContentBlock? AssistantText(string text) =>
        text.Length == 0 ? null : new ContentBlock { Text = text };

    private static ContentBlock Reasoning(TextReasoningContent reasoning)
    {
        object? redacted = null;
        reasoning.AdditionalProperties?.TryGetValue(nameof(ReasoningContentBlock.RedactedContent), out redacted);
        return new ContentBlock
        {
            ReasoningContent = new ReasoningContentBlock
            {
                ReasoningText = new ReasoningTextBlock { Text = reasoning.Text, Signature = reasoning.ProtectedData },
                RedactedContent = redacted is byte[] bytes ? new MemoryStream(bytes) : null,
            },
        };
    }

    private static ContentBlock? Data(DataContent data)
    {
        if (MediaTypes.ImageFormatOf(data.MediaType) is { } image)
        {
            var source = new ImageSource { Bytes = new MemoryStream(data.Data.ToArray()) };
            return new ContentBlock { Image = new ImageBlock { Source = source, Format = image } };
        }

        if (MediaTypes.DocumentFormatOf(data.MediaType) is { } document)
        {
            var source = new DocumentSource { Bytes = new MemoryStream(data.Data.ToArray()) };
            return new ContentBlock
            {
                Document = new DocumentBlock { Source = source, Format = document, Name = data.Name ?? "file" },
            };
        }

        return null;
    }

    private static ToolResultBlock ToolResult(FunctionResultContent result) => new()
    {
        ToolUseId = result.CallId,
        Content =
        [
            new ToolResultContentBlock
            {
                Json = new Document(new Dictionary<string, Document>
                {
                    ["result"] = DocumentConversion.FromResult(result.Result),
                }),
            },
        ],
    };
}
